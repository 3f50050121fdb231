import { Checkbox, NumberInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { api } from '@/api';
import type { ContractSettings } from '@/api/types';
import { texts } from '@/app/texts';
import { useChange } from '@/app/useChange';
import { FormSection, Unfolded } from '@/components/FormSection';
import { Loaded } from '@/components/Loaded';
import { sayDone } from '@/components/notices';
import { RecordForm } from '@/components/RecordForm';
import { useRecordForm } from '@/components/useRecordForm';
import { ContractsPage } from './ContractsPage';

const t = texts.contracts.rules;

/** Whether signers can take a signature back. */
export function RulesScreen() {
  const query = useQuery({ queryKey: ['contracts', 'settings'], queryFn: () => api.contracts.Settings() });
  return (
    <ContractsPage sentence={t.sentence}>
      <Loaded query={query}>{(settings) => <Form settings={settings} />}</Loaded>
    </ContractsPage>
  );
}

function Form({ settings }: { settings: ContractSettings }) {
  const save = useChange((input: ContractSettings) => api.contracts.SaveSettings(input), { quiet: true });
  const record = useRecordForm({
    initial: settings,
    save: save.mutateAsync,
    onSaved: (saved) => {
      sayDone(t.saved);
      return saved;
    },
  });
  const { form } = record;
  return (
    <RecordForm record={record} label={t.title}>
      <FormSection title={t.title} sentence={t.titleSentence}>
        <Checkbox label={t.allow} {...form.getInputProps('allowWithdrawing', { type: 'checkbox' })} />
        {form.getValues().allowWithdrawing ? (
          <Unfolded>
            <NumberInput
              label={t.hours}
              min={1}
              max={8760}
              maw={160}
              value={form.getValues().withdrawHours}
              error={form.errors.withdrawHours}
              onChange={(hours) => form.setFieldValue('withdrawHours', Number(hours) || 0)}
            />
          </Unfolded>
        ) : null}
      </FormSection>
    </RecordForm>
  );
}
