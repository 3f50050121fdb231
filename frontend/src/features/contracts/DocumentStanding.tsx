import type { DocumentDetail } from '@/api/types';
import { exact } from '@/app/format';
import { texts } from '@/app/texts';
import { StatusDot } from '@/components/StatusDot';
import classes from './Contracts.module.css';
import { DocumentState, shownDay, WaitsFor } from './columns';
import { whatHappened } from './DocumentHistory';

const t = texts.contracts.document;

/** How a document stands, in a line; and why nobody signs it any more. */
export function DocumentStanding({ document }: { document: DocumentDetail }) {
  const { row, events } = document;
  const sent = row.version > 0;
  const ended = row.state === 'declined' || row.state === 'withdrawn';
  const end = ended ? [...events].reverse().find(({ kind }) => kind === row.state) : undefined;
  return (
    <div>
      <div className={classes.standing}>
        <span className={classes.state}>
          <DocumentState row={row} />
        </span>
        {sent ? <span>{t.version(row.version)}</span> : null}
        {sent && row.signable && row.needed > 0 ? (
          <span className="number">{t.signedOf(row.signed, row.needed)}</span>
        ) : null}
        {row.state === 'sent' && row.signable ? (
          <span className={classes.waits}>
            <span>{t.columns.waits}</span>
            <span className={classes.whom}>
              <WaitsFor row={row} />
            </span>
          </span>
        ) : null}
        {row.dueOn && row.signable && row.state !== 'completed' && !ended ? (
          row.overdue ? (
            <StatusDot tone="bad">
              {t.overdue}: {shownDay(row.dueOn)}
            </StatusDot>
          ) : (
            <span>{t.dueOn(shownDay(row.dueOn))}</span>
          )
        ) : null}
        {row.limited ? <StatusDot tone="act">{t.limited}</StatusDot> : null}
      </div>
      {end ? (
        <p className={classes.end}>
          <bdi>{whatHappened(end)}</bdi>, {exact(end.at)}
          {end.reason ? <q className={classes.reason}>{end.reason}</q> : null}
        </p>
      ) : null}
    </div>
  );
}
