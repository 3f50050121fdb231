import { Button, Checkbox, MultiSelect, NumberInput, TextInput } from '@mantine/core';
import { useEffect } from 'react';
import { api } from '@/api';
import { chooseFile } from '@/api/system';
import type { DocumentDetail, DocumentInput, DocumentLimit } from '@/api/types';
import { texts } from '@/app/texts';
import { useChange } from '@/app/useChange';
import { FormSection, Pair } from '@/components/FormSection';
import { sayDone, sayFault } from '@/components/notices';
import { RecordForm } from '@/components/RecordForm';
import { useRecordForm } from '@/components/useRecordForm';
import { BodyField } from './BodyField';
import classes from './Contracts.module.css';
import type { Keep } from './DocumentScreen';
import { SignerLines, useNameable } from './SignerLines';

const t = texts.contracts.document;

interface DocumentFormProps {
  document: DocumentDetail;
  /** Gets what saves the form before something else is done with the document. */
  onForm: (saves: Keep) => void;
}

/** What is said of a document. What was sent is frozen; delivery can change at any time. */
export function DocumentForm({ document, onForm }: DocumentFormProps) {
  const { id, organizationId } = document.row;
  const save = useChange((input: DocumentInput) => api.contracts.SaveDocument(id, input), { quiet: true });
  const record = useRecordForm({
    initial: document.input,
    save: save.mutateAsync,
    present: async () => (await api.contracts.Document(id)).input,
    onSaved: (saved) => {
      sayDone(t.saved);
      return saved.input;
    },
  });
  const { form } = record;
  const values = form.getValues();
  const { people, roles } = useNameable(organizationId, [...values.signers, ...values.limits]);
  const frozen = !document.isWritten;
  const readOnly = frozen && document.inForce.length === 0;
  const limitTo = (part: 'userId' | 'roleId', ids: string[]) => {
    const others = values.limits.filter((one) => one[part] === 0);
    const chosen = ids.map((one): DocumentLimit => ({ userId: 0, roleId: 0, name: '', [part]: Number(one) }));
    form.setFieldValue('limits', [...others, ...chosen]);
  };
  const limitsOf = (part: 'userId' | 'roleId') =>
    values.limits.filter((one) => one[part] > 0).map((one) => String(one[part]));
  const signable = (
    <Checkbox
      label={t.signable}
      description={readOnly ? t.readOnly : t.signableHelp}
      disabled={readOnly}
      {...form.getInputProps('signable', { type: 'checkbox' })}
    />
  );
  const { changed, submit } = record;
  useEffect(() => onForm(async () => !changed || submit()));
  return (
    <RecordForm record={record} label={document.row.title}>
      {frozen ? null : (
        <>
          <FormSection title={t.basic} sentence={t.basicSentence}>
            <TextInput label={t.name} maxLength={200} dir="auto" {...form.getInputProps('title')} />
            {values.kind === 'text' ? (
              <BodyField
                value={values.body}
                error={form.errors.body}
                onChange={(body) => form.setFieldValue('body', body)}
              />
            ) : (
              <Upload document={document} />
            )}
          </FormSection>
          <FormSection title={t.who} sentence={t.whoSentence}>
            {signable}
            {values.signable ? (
              <SignerLines
                lines={values.signers}
                inOrder={values.inOrder}
                people={people}
                roles={roles}
                error={form.errors.signers}
                onLines={(lines) => form.setFieldValue('signers', lines)}
                onOrder={(inOrder) => form.setFieldValue('inOrder', inOrder)}
              />
            ) : null}
          </FormSection>
        </>
      )}
      <FormSection title={t.delivery} sentence={document.row.correcting ? t.correctingSentence : t.deliverySentence}>
        {frozen ? signable : null}
        <Pair>
          <TextInput type="date" label={t.due} {...form.getInputProps('dueOn')} />
          <NumberInput
            label={t.remind}
            description={t.remindHelp}
            min={0}
            max={60}
            value={values.remindDays}
            error={form.errors.remindDays}
            onChange={(days) => form.setFieldValue('remindDays', Number(days) || 0)}
          />
        </Pair>
        <MultiSelect
          label={t.limits}
          description={t.limitsHelp}
          searchable
          data={people}
          value={limitsOf('userId')}
          error={form.errors.limits}
          onChange={(ids) => limitTo('userId', ids)}
        />
        <MultiSelect
          label={t.limitRoles}
          data={roles}
          value={limitsOf('roleId')}
          onChange={(ids) => limitTo('roleId', ids)}
        />
      </FormSection>
    </RecordForm>
  );
}

/** The PDF of a document that is being written. */
function Upload({ document }: { document: DocumentDetail }) {
  const { id } = document.row;
  const upload = useChange((token: string) => api.contracts.Upload(id, token), { onDone: () => sayDone(t.uploaded) });
  const choose = async () => {
    try {
      const chosen = await chooseFile(t.choose, ['.pdf']);
      if (chosen) upload.mutate(chosen.token);
    } catch (thrown) {
      sayFault(thrown);
    }
  };
  return (
    <div>
      <p className={classes.help}>{document.fileName ? t.fileNow(document.fileName, document.filePages) : t.noFile}</p>
      <Button size="xs" loading={upload.isPending} onClick={choose}>
        {t.choose}
      </Button>
    </div>
  );
}
