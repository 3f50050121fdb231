import { type ReactNode, useEffect } from 'react';
import { texts } from '@/app/texts';
import classes from './Page.module.css';

/** Letters of a title that need a small window's whole width. */
const LONG = 60;

interface PageProps {
  title: string;
  /** One grey sentence that says what the page is for. */
  sentence: ReactNode;
  /** The page's one main action, and quieter ones before it. */
  action?: ReactNode;
  /** What stands above the title: where this page is found. */
  above?: ReactNode;
  /** Tabs between the title and the content. */
  tabs?: ReactNode;
  children: ReactNode;
}

export function Page({ title, sentence, action, above, tabs, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · ${texts.app.name}`;
  }, [title]);

  return (
    <div className={classes.page}>
      <header className={classes.header} data-long={title.length > LONG || undefined}>
        <div className={classes.words}>
          {above ? <div className={classes.above}>{above}</div> : null}
          <h1 className={classes.title} dir="auto">
            {title}
          </h1>
          <p className={classes.sentence}>{sentence}</p>
        </div>
        {action ? <div className={classes.action}>{action}</div> : null}
      </header>
      {tabs}
      {children}
    </div>
  );
}
