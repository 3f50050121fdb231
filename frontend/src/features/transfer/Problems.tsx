import { Button } from '@mantine/core';
import { api } from '@/api';
import type { TransferReport } from '@/api/types';
import { texts } from '@/app/texts';
import classes from './Transfer.module.css';
import { useSaving } from './useSaving';

const t = texts.transfer;

/** Which rows are not imported and why, and the file to mend them in. */
export function Problems({ report, id }: { report: TransferReport; id: string }) {
  const { save, dialog } = useSaving();
  if (report.errorCount === 0) return null;
  return (
    <div className={classes.part}>
      <div className={classes.over}>
        <div>
          <h3 className={classes.subtitle} id="errors-title">
            {t.errors}
          </h3>
          <p className={classes.sentence}>
            {t.errorsSentence}
            {report.errorCount > report.errors.length ? ` ${t.firstOf(report.errors.length, report.errorCount)}` : ''}
          </p>
        </div>
        <Button size="xs" onClick={() => save(() => api.transfer.ErrorFile(id, 'csv'))}>
          {t.errorFile}
        </Button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reached by the keyboard */}
      <section className={classes.tall} aria-labelledby="errors-title" tabIndex={0}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t.line}</th>
              <th scope="col">{t.reason}</th>
            </tr>
          </thead>
          <tbody>
            {report.errors.map(({ line, reason }) => (
              <tr key={line}>
                <td className="number">{line}</td>
                <td dir="auto">{reason}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {dialog}
    </div>
  );
}
