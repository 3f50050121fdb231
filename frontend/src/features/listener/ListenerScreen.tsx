import { Checkbox, NumberInput, TagsInput, TextInput } from '@mantine/core';
import { z } from 'zod';
import { api } from '@/api';
import type { ListenerSettings, ListenerState } from '@/api/types';
import { texts } from '@/app/texts';
import { useChange } from '@/app/useChange';
import { useListener } from '@/app/useListener';
import { FormSection, Pair } from '@/components/FormSection';
import { Loaded } from '@/components/Loaded';
import { sayDone } from '@/components/notices';
import { Page } from '@/components/Page';
import { RecordForm } from '@/components/RecordForm';
import { useRecordForm } from '@/components/useRecordForm';
import { ListenerCard } from './ListenerCard';

const t = texts.listener;
const check = z.object({
  port: z.number(t.portMissing).int(t.portMissing).min(1, t.portMissing).max(65535, t.portMissing),
});

export function ListenerScreen() {
  const query = useListener();
  return (
    <Page title={t.title} sentence={t.sentence}>
      <Loaded query={query}>
        {(state) => (
          <>
            <ListenerCard state={state} />
            <Form state={state} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Form({ state }: { state: ListenerState }) {
  const save = useChange((input: ListenerSettings) => api.listener.Save(input), { quiet: true });
  const record = useRecordForm({
    initial: state.settings,
    save: save.mutateAsync,
    check,
    onSaved: (saved) => {
      sayDone(t.saved);
      return saved.settings;
    },
  });
  const { form } = record;
  const { address, port } = form.getValues();

  return (
    <RecordForm record={record} label={t.title}>
      <FormSection title={t.starting} sentence={t.startingSentence}>
        <Checkbox
          label={t.withApplication}
          description={t.withApplicationHelp}
          {...form.getInputProps('startWithApplication', { type: 'checkbox' })}
        />
      </FormSection>
      <FormSection title={t.where} sentence={t.whereSentence}>
        <Pair>
          <TextInput
            label={t.address}
            readOnly={state.fixedBy !== ''}
            description={state.fixedBy ? t.fixed(state.fixedBy) : undefined}
            {...form.getInputProps('address')}
          />
          <NumberInput
            label={t.port}
            allowDecimal={false}
            allowNegative={false}
            clampBehavior="none"
            readOnly={state.fixedBy !== ''}
            {...form.getInputProps('port')}
          />
        </Pair>
        <TextInput
          label={t.base}
          description={
            <>
              {t.baseHelp} {t.baseEmpty(`http://${address}:${port}`)}
            </>
          }
          {...form.getInputProps('publicAddress')}
        />
      </FormSection>
      <FormSection title={t.tls} sentence={t.tlsSentence}>
        <TextInput label={t.certificate} description={t.fileHelp} {...form.getInputProps('certificateFile')} />
        <TextInput label={t.key} description={t.fileHelp} {...form.getInputProps('keyFile')} />
      </FormSection>
      <FormSection title={t.proxies} sentence={t.proxiesSentence}>
        <TagsInput
          label={t.trusted}
          description={t.trustedHelp}
          splitChars={[',', ' ', ';']}
          acceptValueOnBlur
          {...form.getInputProps('trustedProxies')}
        />
      </FormSection>
    </RecordForm>
  );
}
