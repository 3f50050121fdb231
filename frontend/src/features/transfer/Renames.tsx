import type { TransferReport } from '@/api/types';
import { texts } from '@/app/texts';
import classes from './Transfer.module.css';

const t = texts.transfer;

/** Which rows get another name than they asked for. */
export function Renames({ report }: { report: TransferReport }) {
  if (report.renamedCount === 0) return null;
  return (
    <div className={classes.part}>
      <h3 className={classes.subtitle} id="renamed-title">
        {t.renamed}
      </h3>
      <p className={classes.sentence}>
        {t.renamedSentence}
        {report.renamedCount > report.renamed.length ? ` ${t.firstOf(report.renamed.length, report.renamedCount)}` : ''}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reached by the keyboard */}
      <section className={classes.tall} aria-labelledby="renamed-title" tabIndex={0}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t.line}</th>
              <th scope="col">{t.from}</th>
              <th scope="col">{t.to}</th>
            </tr>
          </thead>
          <tbody>
            {report.renamed.map(({ line, from, to }) => (
              <tr key={line}>
                <td className="number">{line}</td>
                <td dir="auto">{from}</td>
                <td dir="auto">{to}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}
