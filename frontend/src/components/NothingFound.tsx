import { Button } from '@mantine/core';
import { texts } from '@/app/texts';
import { EmptyState } from './EmptyState';

/** A list that search and filters have emptied, and the way back to all of it. */
export function NothingFound({ onClear }: { onClear: () => void }) {
  return (
    <EmptyState
      drawing="search"
      title={texts.app.nothingFound}
      sentence={texts.app.nothingFoundSentence}
      action={<Button onClick={onClear}>{texts.app.clearFilters}</Button>}
    />
  );
}
