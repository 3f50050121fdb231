import { Anchor, Button, Select, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import type { ChosenOrganizations } from '@/api/types';
import { texts } from '@/app/texts';
import { ConfirmDialog } from '@/components/ConfirmButton';
import { FormSection } from '@/components/FormSection';
import { Page } from '@/components/Page';
import { RecordForm } from '@/components/RecordForm';
import { TaskDialog } from '@/components/TaskDialog';
import { type KitFor, kitWords } from '@/features/links/kitFor';
import { activeWith, OrganizationTicks } from '@/features/organizations/OrganizationTicks';
import { CategoryFields, PeriodSection } from './ContractFields';
import { useManyContracts } from './useManyContracts';

const t = texts.contracts.many;

/** The same contract for many organizations, with a document from a template (DOC-1). */
export function ManyContractsScreen() {
  const navigate = useNavigate();
  const many = useManyContracts();
  const { form } = many.record;
  const { name, templateId, organizations } = form.getValues();
  const template = many.templates.find(({ value }) => value === templateId && value !== '0')?.label;
  return (
    <Page title={t.title} sentence={t.sentence} above={<Link to="/contracts">{texts.contracts.title}</Link>}>
      <RecordForm record={many.record} label={t.title} save={t.check} onCancel={() => navigate('/contracts')}>
        <FormSection title={t.what} sentence={t.whatSentence}>
          <TextInput
            label={texts.contracts.fields.name}
            maxLength={200}
            dir="auto"
            data-autofocus
            {...form.getInputProps('name')}
          />
          <Select
            label={t.template}
            description={
              many.noTemplates ? (
                <>
                  {texts.contracts.templates.emptyTitle}.{' '}
                  <Anchor underline="always" component={Link} to="/contracts/templates/new" inherit>
                    {texts.contracts.templates.add}
                  </Anchor>
                </>
              ) : (
                t.templateHelp
              )
            }
            data={many.templates}
            allowDeselect={false}
            searchable
            {...form.getInputProps('templateId')}
          />
          <CategoryFields props={form.getInputProps} />
        </FormSection>
        <FormSection title={t.which} sentence={t.whichSentence}>
          <Which
            cameWith={many.cameWith}
            value={organizations}
            error={form.errors.organizationId}
            onChange={(chosen) => {
              form.setFieldValue('organizations', chosen);
              form.clearFieldError('organizationId');
            }}
          />
        </FormSection>
        <PeriodSection props={form.getInputProps} />
      </RecordForm>
      <ConfirmDialog
        opened={many.asking}
        onClose={many.stopAsking}
        title={t.askTitle(many.count)}
        sentence={t.ask(name.trim(), template)}
        confirm={t.confirm(many.count)}
        onConfirm={many.make}
      />
      <TaskDialog task={many.task} title={t.making} summary={t.made(many.count)} />
    </Page>
  );
}

interface WhichProps {
  /** What was chosen in the list of organizations. */
  cameWith: KitFor | null;
  value: ChosenOrganizations;
  onChange: (value: ChosenOrganizations) => void;
  error: ReactNode;
}

/** Says which organizations came along, or lets them be ticked. */
function Which({ cameWith, onChange, error, ...rest }: WhichProps) {
  const [dropped, setDropped] = useState(false);
  if (cameWith === null || dropped) {
    return <OrganizationTicks label={t.which} all={t.all} onChange={onChange} error={error} {...rest} />;
  }
  return (
    <>
      <div>{kitWords(cameWith)}</div>
      {error ? (
        <div role="alert" tabIndex={-1} style={{ color: 'var(--bad)', fontSize: 13 }}>
          {error}
        </div>
      ) : null}
      <div>
        <Button
          size="xs"
          onClick={() => {
            setDropped(true);
            onChange({ ids: [], all: false, filter: activeWith('') });
          }}
        >
          {t.others}
        </Button>
      </div>
    </>
  );
}
