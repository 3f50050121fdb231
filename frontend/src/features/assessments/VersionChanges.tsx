import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { api } from '@/api';
import type { AssessmentVersion, VersionDifference } from '@/api/types';
import { texts } from '@/app/texts';
import { Loaded } from '@/components/Loaded';
import { Tag } from '@/components/Tag';
import classes from './AssessmentScreen.module.css';

const t = texts.assessments.changes;
const WORDS: Record<string, string> = { added: t.added, removed: t.removed, changed: t.changed, moved: t.moved };
const TONES = { added: 'good', removed: 'bad', changed: 'act', moved: 'quiet' } as const;

interface VersionChangesProps {
  id: number;
  /** The earlier and the later one; undefined shows nothing. */
  versions: [AssessmentVersion, AssessmentVersion] | undefined;
  onClose: () => void;
}

/** What was added, removed, changed and moved from one version to another. */
export function VersionChanges({ id, versions, onClose }: VersionChangesProps) {
  return (
    <Modal
      opened={versions !== undefined}
      onClose={onClose}
      title={versions ? t.title(versions[0].number, versions[1].number) : ''}
      size={640}
      closeButtonProps={{ 'aria-label': texts.app.close }}
    >
      {versions ? <Changes id={id} earlier={versions[0].id} later={versions[1].id} /> : null}
    </Modal>
  );
}

function Changes({ id, earlier, later }: { id: number; earlier: number; later: number }) {
  const query = useQuery({
    queryKey: ['assessments', 'compare', id, earlier, later],
    queryFn: () => api.assessments.Compare(id, earlier, later),
  });
  return (
    <Loaded query={query}>
      {(differences) =>
        differences.length === 0 ? (
          <p className={classes.quiet}>{t.none}</p>
        ) : (
          <ul className={classes.changes}>
            {differences.map((one) => (
              <Change key={`${one.kind} ${one.id} ${one.change}`} difference={one} />
            ))}
          </ul>
        )
      }
    </Loaded>
  );
}

function Change({ difference }: { difference: VersionDifference }) {
  const { kind, change, text, section, members } = difference;
  return (
    <li className={classes.change}>
      <span>
        <Tag tone={TONES[change as keyof typeof TONES] ?? 'quiet'}>{WORDS[change] ?? change}</Tag>
      </span>
      <span>
        <span className={classes.small}>
          {t.kinds[kind] ?? kind}
          {section ? ` ${t.in(section)}` : ''}
        </span>
        <span style={{ display: 'block' }} dir="auto">
          {text}
        </span>
        {members.length > 0 ? (
          <span className={classes.small}>{t.members(members.map((name) => t.of[name] ?? name).join(', '))}</span>
        ) : null}
      </span>
    </li>
  );
}
