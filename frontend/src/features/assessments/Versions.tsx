import { Button } from '@mantine/core';
import { useState } from 'react';
import type { AssessmentDetail, AssessmentVersion } from '@/api/types';
import { number } from '@/app/format';
import { texts } from '@/app/texts';
import { Moment } from '@/components/Moment';
import { StatusDot, type Tone } from '@/components/StatusDot';
import classes from './AssessmentScreen.module.css';
import { VersionChanges } from './VersionChanges';

const t = texts.assessments;
const TONES: Record<string, Tone> = { draft: 'warn', published: 'good', retired: 'quiet' };

/** The versions, newest first, and what changed from each to the next. */
export function Versions({ assessment }: { assessment: AssessmentDetail }) {
  const { id, versions, problems } = assessment;
  const [compared, setCompared] = useState<[AssessmentVersion, AssessmentVersion]>();
  return (
    <section className={classes.card} aria-labelledby="versions-title">
      <h2 className={classes.title} id="versions-title">
        {t.versions}
      </h2>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t.versionColumns.version}</th>
            <th scope="col">{t.versionColumns.state}</th>
            <th scope="col">{t.versionColumns.responses}</th>
            <th scope="col">{t.versionColumns.when}</th>
          </tr>
        </thead>
        <tbody>
          {versions.map((version, index) => {
            const before = versions[index + 1];
            return (
              <tr key={version.id}>
                <td className="number">{version.number}</td>
                <td>
                  <StatusDot tone={TONES[version.state] ?? 'quiet'}>
                    {t.versionState[version.state] ?? version.state}
                  </StatusDot>
                  {before ? (
                    <Button
                      size="compact-sm"
                      variant="subtle"
                      className={classes.compare}
                      aria-label={t.changes.button(version.number)}
                      onClick={() => setCompared([before, version])}
                    >
                      {t.changes.short}
                    </Button>
                  ) : null}
                </td>
                <td className="number">{number(version.responses)}</td>
                <td>
                  <Moment at={version.publishedAt || version.createdAt} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {problems > 0 ? <p className={classes.note}>{t.draftProblems(problems)}</p> : null}
      <VersionChanges id={id} versions={compared} onClose={() => setCompared(undefined)} />
    </section>
  );
}
