import { Button, Chip, SegmentedControl, useComputedColorScheme } from '@mantine/core';
import { useState } from 'react';
import { texts } from '@/app/texts';
import { ErrorNotice } from '@/components/ErrorNotice';
import { nameOf, PreviewFrame } from './PreviewFrame';
import classes from './PreviewPane.module.css';
import { PreviewScore } from './PreviewScore';
import type { Editor } from './useEditor';
import { usePreview } from './usePreview';

const t = texts.editor.look;

/** Every page as its respondent will see it: on a phone or a desk, light or dark, with drivers switched and answers tried. */
export function PreviewPane({ editor }: { editor: Editor }) {
  const scheme = useComputedColorScheme('light');
  const [isDark, setDark] = useState(scheme === 'dark');
  const [width, setWidth] = useState<'phone' | 'desktop'>('desktop');
  const preview = usePreview(editor, isDark);
  const { page, look } = preview;
  const titles = page?.titles ?? [];
  const pages = [0, ...titles.map((_, index) => index + 1), titles.length + 1];
  return (
    <div className={classes.columns}>
      <div className={classes.main}>
        <div className={classes.tools}>
          <nav className={classes.pages} aria-label={t.page}>
            {pages.map((at) => (
              <button
                key={at}
                type="button"
                className={classes.page}
                aria-current={page?.page === at ? 'page' : undefined}
                onClick={() => preview.go(at)}
                dir="auto"
              >
                {nameOf(titles, at)}
              </button>
            ))}
          </nav>
          <SegmentedControl
            size="xs"
            aria-label={t.width}
            value={width}
            onChange={(next) => setWidth(next as typeof width)}
            data={[
              { value: 'desktop', label: t.desktop },
              { value: 'phone', label: t.phone },
            ]}
          />
          <SegmentedControl
            size="xs"
            aria-label={t.scheme}
            value={isDark ? 'dark' : 'light'}
            onChange={(next) => setDark(next === 'dark')}
            data={[
              { value: 'light', label: t.light },
              { value: 'dark', label: t.dark },
            ]}
          />
        </div>
        {preview.error ? <ErrorNotice error={preview.error} /> : null}
        <PreviewFrame preview={preview} width={width} />
      </div>
      <aside className={classes.side} aria-label={t.score}>
        <PreviewScore
          page={page}
          isScored={editor.definition.sections.some((one) => one.questions.some((q) => q.scored))}
        />
        <p className={classes.quiet}>{t.tryIt}</p>
        <div className={classes.buttons}>
          <Button size="xs" onClick={() => preview.go(look.page - 1)} disabled={(page?.page ?? 0) === 0}>
            {t.previous}
          </Button>
          <Button size="xs" onClick={() => preview.go(look.page + 1)} disabled={(page?.page ?? 0) > titles.length}>
            {t.next}
          </Button>
          <Button size="xs" variant="subtle" onClick={preview.clear}>
            {t.clear}
          </Button>
        </div>
        {editor.definition.drivers.length > 0 ? (
          <section aria-labelledby="preview-drivers">
            <h2 className={classes.title} id="preview-drivers">
              {t.drivers}
            </h2>
            <div className={classes.chips}>
              {editor.definition.drivers.map((driver) => (
                <Chip
                  key={driver.id}
                  size="xs"
                  checked={look.drivers[driver.id] ?? driver.default ?? false}
                  onChange={(on) => preview.setDriver(driver.id, on)}
                >
                  {driver.name || driver.id}
                </Chip>
              ))}
            </div>
          </section>
        ) : null}
        {page && page.leftOut > 0 ? <p className={classes.left}>{t.leftOut(page.leftOut)}</p> : null}
      </aside>
    </div>
  );
}
