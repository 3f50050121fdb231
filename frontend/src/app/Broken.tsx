import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { EmptyState } from '@/components/EmptyState';
import { texts } from './texts';

const t = texts.app;

/** A screen that could not be drawn; the rest of the window stays. */
export function Broken() {
  return (
    <div role="alert">
      <EmptyState
        title={t.brokenTitle}
        sentence={t.brokenSentence}
        action={<Button onClick={() => window.location.reload()}>{t.reload}</Button>}
      />
    </div>
  );
}

/** An address without a screen. */
export function NotHere() {
  return (
    <EmptyState
      title={t.notHere}
      sentence={t.notHereSentence}
      action={
        <Button component={Link} to="/">
          {t.toHome}
        </Button>
      }
    />
  );
}
