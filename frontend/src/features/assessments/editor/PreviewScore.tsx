import type { PreviewedPage } from '@/api/types';
import { texts } from '@/app/texts';
import classes from './PreviewPane.module.css';

const t = texts.editor.look;

/** What the answers so far come to, in total and by section. */
export function PreviewScore({ page, isScored }: { page: PreviewedPage | undefined; isScored: boolean }) {
  if (!isScored) return <p className={classes.quiet}>{t.unscored}</p>;
  const plain = (value: number) => texts.editor.count(Math.round(value * 10) / 10);
  return (
    <section aria-labelledby="preview-score">
      <h2 className={classes.title} id="preview-score">
        {t.score}
      </h2>
      <div role="status">
        {page?.hasScore ? (
          <>
            <p className={classes.score}>
              <strong>{plain(page.score)}</strong> {t.of}
            </p>
            <p className={classes.quiet}>{t.points(plain(page.points), plain(page.maximum))}</p>
          </>
        ) : (
          <p className={classes.quiet}>{t.noScore}</p>
        )}
      </div>
      <ul className={classes.bars}>
        {(page?.sections ?? []).map((section, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: sections have no name of their own here
          <li key={index}>
            <span className={classes.bar}>
              <span dir="auto">{section.title}</span>
              <span className="number">{section.hasScore ? plain(section.score) : '–'}</span>
            </span>
            <span className={classes.track} aria-hidden="true">
              <span className={classes.fill} style={{ width: `${section.hasScore ? section.score : 0}%` }} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
