import type { AssessmentVersion } from '@/api/types';
import { number } from '@/app/format';
import { texts } from '@/app/texts';
import { Moment } from '@/components/Moment';
import { StatusDot, type Tone } from '@/components/StatusDot';
import classes from './AssessmentScreen.module.css';

const t = texts.assessments;
const TONES: Record<string, Tone> = { draft: 'warn', published: 'good', retired: 'quiet' };

/** The versions, newest first. */
export function Versions({ versions }: { versions: AssessmentVersion[] }) {
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
          {versions.map((version) => (
            <tr key={version.id}>
              <td className="number">{version.number}</td>
              <td>
                <StatusDot tone={TONES[version.state] ?? 'quiet'}>
                  {t.versionState[version.state] ?? version.state}
                </StatusDot>
              </td>
              <td className="number">{number(version.responses)}</td>
              <td>
                <Moment at={version.publishedAt || version.createdAt} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
