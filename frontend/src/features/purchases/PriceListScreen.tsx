import { Checkbox, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from 'react-router';
import { api } from '@/api';
import type { PriceList, PriceListInput } from '@/api/types';
import { texts } from '@/app/texts';
import { useChange } from '@/app/useChange';
import { ConfirmButton } from '@/components/ConfirmButton';
import { FormSection, Pair } from '@/components/FormSection';
import { Loaded } from '@/components/Loaded';
import { sayDone } from '@/components/notices';
import { Page } from '@/components/Page';
import { RecordForm } from '@/components/RecordForm';
import { useRecordForm } from '@/components/useRecordForm';
import { OrganizationsPicker } from '@/features/organizations/OrganizationsPicker';
import { useAssessmentChoices } from '@/features/users/useUsers';
import { Bands } from './Bands';

const t = texts.purchases.lists;

const NOTHING: PriceList = {
  id: 0,
  name: '',
  currency: 'EUR',
  assessmentId: 0,
  assessment: '',
  validFrom: '',
  validUntil: '',
  isActive: true,
  bands: [{ fromQuantity: 1, price: '' }],
  organizations: [],
};

const inputOf = ({ assessment: _, organizations, ...list }: PriceList): PriceListInput => ({
  ...list,
  organizationIds: organizations.map(({ id }) => id),
});

/** One price list, or a new one. */
export function PriceListScreen() {
  const { id = 'new' } = useParams();
  const isNew = id === 'new';
  const query = useQuery({
    queryKey: ['price-lists', id],
    queryFn: () => api.priceLists.Get(Number(id)),
    enabled: !isNew,
  });
  return (
    <Page
      title={isNew ? t.newTitle : (query.data?.name ?? t.basic)}
      sentence={t.oneSentence}
      above={<Link to="/purchases/price-lists">{texts.purchases.tabs.prices}</Link>}
    >
      {isNew ? <Form list={NOTHING} /> : <Loaded query={query}>{(list) => <Form key={list.id} list={list} />}</Loaded>}
    </Page>
  );
}

function Form({ list }: { list: PriceList }) {
  const navigate = useNavigate();
  const assessments = useAssessmentChoices().data ?? [];
  const save = useChange((input: PriceListInput) => api.priceLists.Save(input), { quiet: true });
  const remove = useChange(() => api.priceLists.Delete(list.id), {
    quiet: true,
    onDone: () => {
      sayDone(t.removed);
      navigate('/purchases/price-lists');
    },
  });
  const record = useRecordForm({
    initial: inputOf(list),
    save: save.mutateAsync,
    onSaved: (saved) => {
      sayDone(t.saved);
      if (list.id === 0) navigate(`/purchases/price-lists/${saved.id}`, { replace: true });
      return inputOf(saved);
    },
  });
  const { form } = record;
  const values = form.getValues();
  return (
    <RecordForm
      record={record}
      label={t.basic}
      onCancel={list.id === 0 ? () => navigate('/purchases/price-lists') : undefined}
    >
      <FormSection title={t.basic} sentence={t.basicSentence}>
        <TextInput label={t.name} maxLength={100} dir="auto" data-autofocus {...form.getInputProps('name')} />
        <TextInput label={texts.purchases.form.currency} maxLength={3} {...form.getInputProps('currency')} />
        <Pair>
          <TextInput type="date" label={t.from} {...form.getInputProps('validFrom')} />
          <TextInput type="date" label={t.until} description={t.untilHelp} {...form.getInputProps('validUntil')} />
        </Pair>
        <Checkbox label={t.isActive} {...form.getInputProps('isActive', { type: 'checkbox' })} />
      </FormSection>
      <FormSection title={t.bands} sentence={t.bandsSentence}>
        <Bands
          bands={values.bands}
          currency={values.currency}
          error={form.errors.bands}
          onChange={(bands) => form.setFieldValue('bands', bands)}
        />
      </FormSection>
      <FormSection title={t.whom} sentence={t.whomSentence}>
        <Select
          label={t.assessment}
          data={[
            { value: '0', label: t.every },
            ...assessments.map(({ id, name }) => ({ value: String(id), label: name })),
          ]}
          allowDeselect={false}
          value={String(values.assessmentId)}
          error={form.errors.assessmentId}
          onChange={(id) => form.setFieldValue('assessmentId', Number(id ?? 0))}
        />
        <OrganizationsPicker
          label={t.organizations}
          description={t.organizationsHelp}
          present={list.organizations}
          value={values.organizationIds}
          error={form.errors.organizations}
          onChange={(ids) => form.setFieldValue('organizationIds', ids)}
        />
        {list.id > 0 ? (
          <div>
            <ConfirmButton
              button={{ size: 'xs' }}
              title={t.removeTitle(list.name)}
              sentence={t.removeSentence}
              confirm={t.remove}
              danger
              onConfirm={() => remove.mutateAsync(undefined)}
            >
              {t.remove}
            </ConfirmButton>
          </div>
        ) : null}
      </FormSection>
    </RecordForm>
  );
}
