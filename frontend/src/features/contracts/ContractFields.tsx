import { Autocomplete, Select, Textarea, TextInput } from '@mantine/core';
import type { GetInputPropsReturnType } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { api } from '@/api';
import { texts } from '@/app/texts';
import { FormSection, Pair } from '@/components/FormSection';

const t = texts.contracts.fields;

type Field = 'category' | 'subcategory' | 'beginsOn' | 'endsOn' | 'status' | 'notes';

interface FieldsProps {
  /** The form's own, which ties a field to its value and error. */
  props: (field: Field) => GetInputPropsReturnType;
}

/** What kind of contract it is. */
export function CategoryFields({ props }: FieldsProps) {
  const categories = useQuery({
    queryKey: ['contracts', 'categories'],
    queryFn: () => api.contracts.Categories(),
  }).data;
  return (
    <Pair>
      <Autocomplete label={t.category} maxLength={100} data={categories ?? []} {...props('category')} />
      <TextInput label={t.subcategory} maxLength={100} {...props('subcategory')} />
    </Pair>
  );
}

/** When it holds, where it stands, and notes. */
export function PeriodSection({ props }: FieldsProps) {
  return (
    <FormSection title={t.period} sentence={t.periodSentence}>
      <Pair>
        <TextInput type="date" label={t.begins} {...props('beginsOn')} />
        <TextInput type="date" label={t.ends} {...props('endsOn')} />
      </Pair>
      <Select
        label={t.status}
        data={Object.entries(texts.contracts.status).map(([value, word]) => ({ value, label: word }))}
        allowDeselect={false}
        {...props('status')}
      />
      <Textarea
        label={t.notes}
        description={t.notesHelp}
        autosize
        minRows={2}
        maxRows={10}
        dir="auto"
        {...props('notes')}
      />
    </FormSection>
  );
}
