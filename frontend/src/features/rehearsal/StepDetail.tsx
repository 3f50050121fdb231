import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { api } from '@/api';
import type { RehearsalCheck, RehearsalStep } from '@/api/types';
import { withNonce } from '@/app/nonce';
import { texts } from '@/app/texts';
import { Facts } from '@/components/SidePanel';
import { Tag } from '@/components/Tag';
import classes from './StepDetail.module.css';

const t = texts.rehearsal;

/** One step: what it does, what was expected, what came, the button that mends it, and the page as it looked. */
export function StepDetail({ step, report, run }: { step: RehearsalStep; report: number; run: string }) {
  const navigate = useNavigate();
  const { mend } = step;
  const rows: [string, ReactNode][] = [];
  if (step.expected) rows.push([t.expected, step.expected]);
  if (step.got) rows.push([t.got, <Got key="got" step={step} />]);
  if (step.as) rows.push([t.as, step.as]);
  if (step.address) {
    rows.push([t.page, <Answer key="page" address={step.address} status={step.status} />]);
  }
  if (step.durationMs > 0) rows.push([t.took, t.seconds(step.durationMs)]);

  return (
    <section className={classes.card} aria-labelledby="rehearsal-step">
      <h2 className={classes.title} id="rehearsal-step">
        {step.title}
      </h2>
      <p className={classes.about}>{step.about}</p>
      {step.state === 'failed' ? (
        <div className={classes.problem}>
          <p>{step.problem}</p>
          {mend ? (
            <Button size="xs" variant="filled" onClick={() => navigate(mend.to)}>
              {mend.label}
            </Button>
          ) : null}
        </div>
      ) : null}
      {step.state === 'not_needed' || step.state === 'not_reached' ? (
        <p className={classes.skipped}>
          {t.why[step.state]}
          {step.summary}
        </p>
      ) : null}
      {rows.length > 0 ? <Facts rows={rows} /> : null}
      <Checks checks={step.checks} key={`${run}-${step.number}-${step.state}`} />
      {step.hasPage ? <PageFrame step={step} report={report} run={run} /> : null}
    </section>
  );
}

function Got({ step }: { step: RehearsalStep }) {
  if (step.state !== 'failed') return <>{step.got}</>;
  return <span className={classes.bad}>{step.got}</span>;
}

function Answer({ address, status }: { address: string; status: number }) {
  return (
    <span className={classes.answer}>
      <Tag>{status}</Tag> <span className="mono">{address}</span>
    </span>
  );
}

function Checks({ checks }: { checks: RehearsalCheck[] }) {
  const wrong = checks.filter(({ ok }) => !ok);
  const fine = checks.filter(({ ok }) => ok);
  return (
    <>
      {wrong.length > 0 ? <CheckTable checks={wrong} label={t.checksWrong} /> : null}
      {fine.length > 0 ? (
        <details className={classes.more}>
          <summary>{t.showChecks(fine.length)}</summary>
          <CheckTable checks={fine} label={t.checksFine} />
        </details>
      ) : null}
    </>
  );
}

function CheckTable({ checks, label }: { checks: RehearsalCheck[]; label: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={classes.scroll} tabIndex={0} aria-label={label}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t.what}</th>
            <th scope="col">{t.expected}</th>
            <th scope="col">{t.got}</th>
          </tr>
        </thead>
        <tbody>
          {checks.map((check, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: comparisons of one step have no other name
            <tr key={index}>
              <td>
                {check.what}
                <span className="visually-hidden">: {check.ok ? t.fine : t.off}</span>
              </td>
              <td>{check.expected}</td>
              <td className={check.ok ? undefined : classes.bad}>{check.got}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function PageFrame({ step, report, run }: { step: RehearsalStep; report: number; run: string }) {
  const page = useQuery({
    queryKey: ['rehearsal', 'page', report, run, step.number],
    queryFn: () => api.rehearsals.Page(report, step.number),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  if (!page.data) return page.isError ? null : <div className={classes.frame} />;
  return <iframe className={classes.frame} title={t.pageTitle(step.title)} sandbox="" srcDoc={withNonce(page.data)} />;
}
