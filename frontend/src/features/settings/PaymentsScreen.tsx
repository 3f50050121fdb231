import { Checkbox, NumberInput, PasswordInput, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { api } from '@/api';
import type { PaymentSettings, PaymentSettingsInput } from '@/api/types';
import { texts } from '@/app/texts';
import { useChange } from '@/app/useChange';
import { ConfirmButton } from '@/components/ConfirmButton';
import { CopyField } from '@/components/CopyField';
import { FormSection, Pair } from '@/components/FormSection';
import { Loaded } from '@/components/Loaded';
import { sayDone } from '@/components/notices';
import { Page } from '@/components/Page';
import { RecordForm } from '@/components/RecordForm';
import { useRecordForm } from '@/components/useRecordForm';

const t = texts.purchases.settings;

const inputOf = ({
  hasStripeKey: _key,
  hasSigningKey: _secret,
  webhookAddress: _address,
  ...settings
}: PaymentSettings): PaymentSettingsInput => ({ ...settings, stripeKey: '', signingKey: '', forget: false });

/** Site Settings › Payments. */
export function PaymentsScreen() {
  const query = useQuery({ queryKey: ['settings', 'payments'], queryFn: () => api.payments.Get() });
  return (
    <Page title={t.title} sentence={t.sentence}>
      <Loaded query={query}>{(settings) => <Form settings={settings} />}</Loaded>
    </Page>
  );
}

function Form({ settings }: { settings: PaymentSettings }) {
  const save = useChange((input: PaymentSettingsInput) => api.payments.Save(input), { quiet: true });
  const record = useRecordForm({
    initial: inputOf(settings),
    save: save.mutateAsync,
    onSaved: (saved) => {
      sayDone(t.saved);
      return inputOf(saved);
    },
  });
  const { form } = record;
  const values = form.getValues();
  const forget = async () => {
    await save.mutateAsync({ ...inputOf(settings), byInvoice: true, forget: true });
    form.setFieldValue('byStripe', false);
    sayDone(t.forgotten);
  };
  return (
    <RecordForm record={record} label={t.form}>
      <FormSection title={t.seller} sentence={t.sellerSentence}>
        <TextInput
          label={t.sellerName}
          description={t.sellerNameHelp}
          maxLength={200}
          dir="auto"
          {...form.getInputProps('sellerName')}
        />
        <Textarea
          label={t.sellerAddress}
          maxLength={500}
          autosize
          minRows={3}
          dir="auto"
          {...form.getInputProps('sellerAddress')}
        />
        <TextInput label={t.sellerTaxId} maxLength={200} {...form.getInputProps('sellerTaxId')} />
      </FormSection>
      <FormSection title={t.tax} sentence={t.taxSentence}>
        <Pair>
          <TextInput label={t.taxName} maxLength={30} {...form.getInputProps('taxName')} />
          <NumberInput
            label={t.taxRate}
            min={0}
            max={100}
            decimalScale={2}
            value={values.taxRate / 100}
            error={form.errors.taxRate}
            onChange={(value) => form.setFieldValue('taxRate', Math.round(Number(value || 0) * 100))}
          />
        </Pair>
      </FormSection>
      <FormSection title={t.invoices} sentence={t.invoicesSentence}>
        <Checkbox
          label={t.byInvoice}
          description={t.byInvoiceHelp}
          {...form.getInputProps('byInvoice', { type: 'checkbox' })}
        />
        <Pair>
          <TextInput label={t.invoicePrefix} maxLength={20} {...form.getInputProps('invoicePrefix')} />
          <NumberInput
            label={t.nextInvoice}
            min={1}
            allowDecimal={false}
            value={values.nextInvoice}
            error={form.errors.nextInvoice}
            onChange={(value) => form.setFieldValue('nextInvoice', Number(value || 0))}
          />
        </Pair>
        <Textarea
          label={t.invoiceTerms}
          description={t.invoiceTermsHelp}
          maxLength={2000}
          autosize
          minRows={3}
          dir="auto"
          {...form.getInputProps('invoiceTerms')}
        />
      </FormSection>
      <FormSection title={t.stripe} sentence={t.stripeSentence}>
        <Checkbox label={t.byStripe} {...form.getInputProps('byStripe', { type: 'checkbox' })} />
        <PasswordInput
          label={t.stripeKey}
          description={settings.hasStripeKey ? t.kept : undefined}
          autoComplete="off"
          {...form.getInputProps('stripeKey')}
        />
        <PasswordInput
          label={t.signingKey}
          description={settings.hasSigningKey ? t.kept : undefined}
          autoComplete="off"
          {...form.getInputProps('signingKey')}
        />
        <CopyField label={t.webhook} value={settings.webhookAddress} />
        <p style={{ margin: 0, color: 'var(--soft)', fontSize: 12.5 }}>{t.webhookHelp}</p>
        {settings.hasStripeKey || settings.hasSigningKey ? (
          <div>
            <ConfirmButton
              button={{ size: 'xs' }}
              title={t.forgetTitle}
              sentence={t.forgetSentence}
              confirm={t.forget}
              danger
              onConfirm={forget}
            >
              {t.forget}
            </ConfirmButton>
          </div>
        ) : null}
      </FormSection>
    </RecordForm>
  );
}
