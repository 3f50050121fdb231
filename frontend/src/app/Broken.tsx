import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { Page } from '@/components/Page';
import { texts } from './texts';

const t = texts.app;

/** A screen that could not be drawn; the rest of the window stays. */
export function Broken() {
  return (
    <Page title={t.brokenTitle} sentence={t.brokenSentence}>
      <div>
        <Button onClick={() => window.location.reload()}>{t.reload}</Button>
      </div>
    </Page>
  );
}

/** An address without a screen. */
export function NotHere() {
  return (
    <Page title={t.notHere} sentence={t.notHereSentence}>
      <div>
        <Button component={Link} to="/">
          {t.toHome}
        </Button>
      </div>
    </Page>
  );
}
