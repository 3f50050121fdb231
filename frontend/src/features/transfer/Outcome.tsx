import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import type { TransferReport } from '@/api/types';
import { texts } from '@/app/texts';
import { TaskProgress } from '@/components/TaskProgress';
import { Problems } from './Problems';
import { Renames } from './Renames';
import classes from './Transfer.module.css';
import type { Import, Kind } from './useImport';

const t = texts.transfer;

/** The foot of an import: check, what a check found, the import itself, and what came of it. */
export function Outcome({ kind, flow }: { kind: Kind; flow: Import }) {
  const { check, carryOut, checked, done } = flow;
  if (done) return <Done kind={kind} report={done} id={carryOut.state?.id ?? ''} onAgain={flow.start} />;
  if (carryOut.running)
    return (
      <Working>
        <TaskProgress task={carryOut} label={t.importing} />
      </Working>
    );
  if (check.running)
    return (
      <Working>
        <TaskProgress task={check} label={t.checking} />
      </Working>
    );
  return (
    <div className={classes.outcome}>
      <TaskProgress task={carryOut} />
      {checked ? <Findings report={checked} id={check.state?.id ?? ''} onImport={flow.runImport} /> : null}
      {checked || check.state?.state === 'done' ? null : (
        <>
          <TaskProgress task={check} />
          <div className={classes.foot}>
            <Button variant="filled" onClick={flow.runCheck} disabled={!flow.choice.mapping.some(Boolean)}>
              {t.check}
            </Button>
          </div>
        </>
      )}
    </div>
  );
}

function Working({ children }: { children: React.ReactNode }) {
  return <div className={classes.outcome}>{children}</div>;
}

interface FindingsProps {
  report: TransferReport;
  id: string;
  onImport: () => void;
}

/** What a check found. The heading takes the focus, since the button that asked for it is gone. */
function Findings({ report, id, onImport }: FindingsProps) {
  const count = report.inserted + report.updated;
  return (
    <section aria-labelledby="result-title">
      <Heading id="result-title" title={count === 0 ? t.nothing : t.result} />
      <p className={classes.sentence}>
        {count === 0 && report.unchanged > 0 ? t.unchangedAll(report.unchanged) : t.resultSentence}
      </p>
      <Figures report={report} labels={t.figures} />
      {count > 0 ? (
        <div className={classes.foot}>
          <Button variant="filled" onClick={onImport}>
            {t.importRows(count)}
          </Button>
          {report.errorCount > 0 ? <p className={classes.about}>{t.leftOut(report.errorCount)}</p> : null}
        </div>
      ) : null}
      <Renames report={report} />
      <Problems report={report} id={id} />
    </section>
  );
}

interface DoneProps {
  kind: Kind;
  report: TransferReport;
  id: string;
  onAgain: () => void;
}

function Done({ kind, report, id, onAgain }: DoneProps) {
  return (
    <section aria-labelledby="done-title">
      <Heading id="done-title" title={t.done} />
      <p className={classes.sentence}>{t.doneSentence}</p>
      <Figures report={report} labels={t.figuresDone} />
      <div className={classes.foot}>
        <Button variant="filled" component={Link} to={`/${kind}`}>
          {t.kinds[kind].show}
        </Button>
        <Button onClick={onAgain}>{t.again}</Button>
      </div>
      <Renames report={report} />
      <Problems report={report} id={id} />
    </section>
  );
}

function Heading({ id, title }: { id: string; title: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
    heading.current?.scrollIntoView({ block: 'start' });
  }, []);
  return (
    <h2 className={classes.title} id={id} ref={heading} tabIndex={-1}>
      {title}
    </h2>
  );
}

function Figures({ report, labels }: { report: TransferReport; labels: Record<string, string> }) {
  const counts: [string, number, boolean][] = [
    ['inserted', report.inserted, true],
    ['updated', report.updated, true],
    ['unchanged', report.unchanged, true],
    ['errors', report.errorCount, true],
    ['renamed', report.renamedCount, report.renamedCount > 0],
    ['activations', report.activations, report.activations > 0],
  ];
  return (
    <div role="status">
      <ul className={classes.figures}>
        {counts
          .filter(([, , shown]) => shown)
          .map(([name, count]) => (
            <li key={name} data-bad={(name === 'errors' && count > 0) || undefined}>
              <strong className="number">{count.toLocaleString('en')}</strong> {labels[name]}
            </li>
          ))}
      </ul>
    </div>
  );
}
