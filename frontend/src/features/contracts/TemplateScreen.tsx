import { Button, Group, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from 'react-router';
import { api } from '@/api';
import type { ContractTemplate } from '@/api/types';
import { texts } from '@/app/texts';
import { useChange } from '@/app/useChange';
import { ConfirmButton } from '@/components/ConfirmButton';
import { FormSection } from '@/components/FormSection';
import { Loaded } from '@/components/Loaded';
import { sayDone, sayFault } from '@/components/notices';
import { Page } from '@/components/Page';
import { RecordForm } from '@/components/RecordForm';
import { useRecordForm } from '@/components/useRecordForm';
import { BodyField } from './BodyField';
import { PdfDialog } from './DocumentPreview';

const t = texts.contracts.templates;
const NOTHING: ContractTemplate = { id: 0, name: '', title: '', body: '', updatedAt: '' };

/** One template, or a new one. */
export function TemplateScreen() {
  const { id = 'new' } = useParams();
  const isNew = id === 'new';
  const query = useQuery({
    queryKey: ['contracts', 'templates', id],
    queryFn: () => api.contracts.Template(Number(id)),
    enabled: !isNew,
  });
  return (
    <Page
      title={isNew ? t.newTitle : (query.data?.name ?? t.one)}
      sentence={t.oneSentence}
      above={<Link to="/contracts/templates">{texts.contracts.tabs.templates}</Link>}
      action={
        isNew ? null : (
          <Button component={Link} to={`/contracts/many?template=${id}`}>
            {t.useMany}
          </Button>
        )
      }
    >
      {isNew ? (
        <Form template={NOTHING} />
      ) : (
        <Loaded query={query}>{(template) => <Form key={template.id} template={template} />}</Loaded>
      )}
    </Page>
  );
}

function Form({ template }: { template: ContractTemplate }) {
  const navigate = useNavigate();
  const save = useChange((input: ContractTemplate) => api.contracts.SaveTemplate(input), { quiet: true });
  const remove = useChange(() => api.contracts.DeleteTemplate(template.id), {
    quiet: true,
    onDone: () => {
      sayDone(t.removed);
      navigate('/contracts/templates', { replace: true });
    },
  });
  const record = useRecordForm({
    initial: template,
    save: save.mutateAsync,
    onSaved: (saved) => {
      sayDone(t.saved);
      if (template.id === 0) navigate(`/contracts/templates/${saved.id}`, { replace: true });
      return saved;
    },
  });
  const { form } = record;
  return (
    <RecordForm
      record={record}
      label={t.one}
      onCancel={template.id === 0 ? () => navigate('/contracts/templates') : undefined}
    >
      <FormSection title={t.one} sentence={t.oneSentence}>
        <TextInput label={t.name} maxLength={200} dir="auto" data-autofocus {...form.getInputProps('name')} />
        <TextInput label={t.documentTitle} maxLength={200} dir="auto" {...form.getInputProps('title')} />
        <BodyField
          value={form.getValues().body}
          error={form.errors.body}
          onChange={(body) => form.setFieldValue('body', body)}
        />
        <Group gap={8}>
          <TemplatePreview values={form.getValues()} />
          {template.id > 0 ? (
            <ConfirmButton
              button={{ size: 'xs' }}
              title={t.removeTitle(template.name)}
              sentence={t.removeSentence}
              confirm={t.remove}
              danger
              onConfirm={() => remove.mutateAsync(undefined)}
            >
              {t.remove}
            </ConfirmButton>
          ) : null}
        </Group>
      </FormSection>
    </RecordForm>
  );
}

/** The document as the text stands now, saved or not. */
function TemplatePreview({ values: { title, body } }: { values: ContractTemplate }) {
  const preview = useMutation({ mutationFn: () => api.contracts.PreviewTemplate(title, body), onError: sayFault });
  return (
    <>
      <Button
        size="xs"
        disabled={body.trim() === ''}
        loading={preview.isPending}
        onClick={() => preview.mutate(undefined)}
      >
        {t.preview}
      </Button>
      <PdfDialog
        title={title || t.preview}
        sentence={t.previewSentence}
        data={preview.data?.data}
        opened={preview.isSuccess}
        onClose={preview.reset}
      />
    </>
  );
}
