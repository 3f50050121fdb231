import { Checkbox, NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import { useNavigate } from 'react-router';
import { api } from '@/api';
import type { GrantInput } from '@/api/types';
import { texts } from '@/app/texts';
import { useChange } from '@/app/useChange';
import { FormSection, Pair } from '@/components/FormSection';
import { sayDone } from '@/components/notices';
import { Page } from '@/components/Page';
import { RecordForm } from '@/components/RecordForm';
import { useRecordForm } from '@/components/useRecordForm';
import { OrganizationPicker } from '@/features/organizations/OrganizationPicker';
import { useAssessmentChoices } from '@/features/users/useUsers';

const t = texts.purchases;

const NOTHING: GrantInput = {
  organizationId: 0,
  assessmentId: 0,
  quantity: 0,
  unitPrice: '0',
  currency: 'EUR',
  buyerName: '',
  buyerAddress: '',
  note: '',
  isPaid: false,
};

/** Gives responses at any price (ALT-4). */
export function GrantScreen() {
  const navigate = useNavigate();
  const assessments = useAssessmentChoices().data ?? [];
  const grant = useChange((input: GrantInput) => api.purchases.Grant(input), { quiet: true });
  const record = useRecordForm({
    initial: NOTHING,
    save: grant.mutateAsync,
    onSaved: (order) => {
      sayDone(order.state === 'paid' ? t.done.granted(order.quantity) : t.done.ordered);
      navigate(`/purchases?open=${order.id}`, { replace: true });
      return NOTHING;
    },
  });
  const { form } = record;
  const values = form.getValues();
  return (
    <Page title={t.grant} sentence={t.grantSentence}>
      <RecordForm record={record} label={t.grant} save={t.grant} onCancel={() => navigate('/purchases')}>
        <FormSection title={t.form.what} sentence={t.form.whatSentence}>
          <OrganizationPicker
            label={t.columns.organization}
            placeholder={texts.organizations.choose}
            value={values.organizationId}
            error={form.errors.organizationId}
            onChange={(id) => form.setFieldValue('organizationId', id)}
          />
          <Select
            label={t.columns.assessment}
            placeholder={texts.allotments.chooseAssessment}
            data={assessments.map(({ id, name }) => ({ value: String(id), label: name }))}
            value={values.assessmentId === 0 ? null : String(values.assessmentId)}
            error={form.errors.assessmentId}
            onChange={(id) => form.setFieldValue('assessmentId', Number(id ?? 0))}
          />
          <NumberInput
            label={t.form.quantity}
            min={1}
            max={1_000_000}
            allowDecimal={false}
            thousandSeparator=","
            value={values.quantity === 0 ? '' : values.quantity}
            error={form.errors.quantity}
            onChange={(value) => form.setFieldValue('quantity', Number(value || 0))}
          />
        </FormSection>
        <FormSection title={t.form.price} sentence={t.form.priceSentence}>
          <Pair>
            <TextInput label={t.form.unitPrice} inputMode="decimal" {...form.getInputProps('unitPrice')} />
            <TextInput label={t.form.currency} maxLength={3} {...form.getInputProps('currency')} />
          </Pair>
          <Checkbox
            label={t.form.isPaid}
            description={t.form.isPaidHelp}
            {...form.getInputProps('isPaid', { type: 'checkbox' })}
          />
        </FormSection>
        <FormSection title={t.form.paper} sentence={t.form.paperSentence}>
          <TextInput
            label={t.form.buyer}
            description={t.form.buyerHelp}
            maxLength={200}
            dir="auto"
            {...form.getInputProps('buyerName')}
          />
          <Textarea
            label={t.form.address}
            maxLength={500}
            autosize
            minRows={3}
            dir="auto"
            {...form.getInputProps('buyerAddress')}
          />
          <TextInput label={t.form.note} maxLength={500} dir="auto" {...form.getInputProps('note')} />
        </FormSection>
      </RecordForm>
    </Page>
  );
}
