import { Checkbox, NumberInput, Select, Textarea } from '@mantine/core';
import { useNavigate, useSearchParams } from 'react-router';
import { z } from 'zod';
import { api } from '@/api';
import type { AllotmentInput } from '@/api/types';
import { texts } from '@/app/texts';
import { useChange } from '@/app/useChange';
import { FormSection } from '@/components/FormSection';
import { sayDone } from '@/components/notices';
import { Page } from '@/components/Page';
import { RecordForm } from '@/components/RecordForm';
import { useRecordForm } from '@/components/useRecordForm';
import { OrganizationPicker } from '@/features/organizations/OrganizationPicker';
import { useOrganization } from '@/features/organizations/useOrganizations';
import { useAssessmentChoices } from '@/features/users/useUsers';

const t = texts.allotments;

const check = z.object({ amount: z.number(t.amountWrong).int(t.amountWrong).min(0, t.amountWrong) });

const NOTHING: AllotmentInput = {
  organizationId: 0,
  assessmentId: 0,
  amount: 0,
  isShared: false,
  warnBelow: 0,
  reason: '',
};

/** A form that gives one organization an allotment for one assessment. */
export function NewAllotmentScreen() {
  const [params] = useSearchParams();
  const from = Number(params.get('organization') ?? 0);
  return (
    <Page title={t.newTitle} sentence={t.newSentence}>
      <Form key={from} from={from} />
    </Page>
  );
}

function Form({ from }: { from: number }) {
  const navigate = useNavigate();
  const present = useOrganization(from).data;
  const assessments = useAssessmentChoices().data ?? [];
  const create = useChange((input: AllotmentInput) => api.allotments.Create(input), { quiet: true });
  const record = useRecordForm({
    initial: { ...NOTHING, organizationId: from },
    check,
    save: create.mutateAsync,
    onSaved: (saved) => {
      sayDone(t.created(saved.organization));
      navigate(`/allotments?open=${saved.id}`, { replace: true });
      return NOTHING;
    },
  });
  const { form } = record;
  const values = form.getValues();
  return (
    <RecordForm
      record={record}
      label={t.newTitle}
      onCancel={() => navigate(from ? `/organizations/${from}/allotments` : '/allotments')}
    >
      <FormSection title={t.sections.whose} sentence={t.sections.whoseSentence}>
        <OrganizationPicker
          label={t.fields.organization}
          placeholder={texts.organizations.choose}
          present={present}
          value={values.organizationId}
          error={form.errors.organizationId}
          onChange={(id) => form.setFieldValue('organizationId', id)}
        />
        <Select
          label={t.fields.assessment}
          placeholder={t.chooseAssessment}
          data={assessments.map(({ id, name }) => ({ value: String(id), label: name }))}
          value={values.assessmentId === 0 ? null : String(values.assessmentId)}
          error={form.errors.assessmentId}
          onChange={(id) => form.setFieldValue('assessmentId', Number(id ?? 0))}
        />
      </FormSection>
      <FormSection title={t.sections.howMany} sentence={t.sections.howManySentence}>
        <NumberInput
          label={t.fields.amount}
          description={t.fields.amountHelp}
          min={0}
          max={1_000_000_000}
          allowDecimal={false}
          thousandSeparator=","
          value={values.amount}
          error={form.errors.amount}
          onChange={(value) => form.setFieldValue('amount', value === '' ? 0 : Number(value))}
        />
        <NumberInput
          label={t.warnBelow}
          description={t.warnBelowHelp}
          min={0}
          max={1_000_000_000}
          allowDecimal={false}
          thousandSeparator=","
          value={values.warnBelow}
          error={form.errors.warnBelow}
          onChange={(value) => form.setFieldValue('warnBelow', value === '' ? 0 : Number(value))}
        />
        <Checkbox
          label={t.shared}
          description={t.sharedHelp}
          {...form.getInputProps('isShared', { type: 'checkbox' })}
        />
        <Textarea
          label={t.fields.reason}
          description={t.dialog.reasonHelp}
          maxLength={500}
          autosize
          minRows={2}
          maxRows={6}
          dir="auto"
          {...form.getInputProps('reason')}
        />
      </FormSection>
    </RecordForm>
  );
}
