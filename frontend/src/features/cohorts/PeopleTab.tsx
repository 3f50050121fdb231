import { Button, Group } from '@mantine/core';
import { api } from '@/api';
import type { ResponseRow } from '@/api/types';
import { texts } from '@/app/texts';
import { useChange } from '@/app/useChange';
import { ConfirmButton } from '@/components/ConfirmButton';
import { CopyField } from '@/components/CopyField';
import type { Column } from '@/components/DataTable';
import { DataTable } from '@/components/DataTable';
import { EmptyState } from '@/components/EmptyState';
import { useFitting } from '@/components/ListToolbar';
import { sayDone } from '@/components/notices';
import { useList } from '@/components/useList';
import { responseColumns } from '@/features/responses/columns';
import { AskForm } from './AskForm';
import { useShownCohort } from './CohortScreen';
import classes from './Cohorts.module.css';

const t = texts.cohorts;
const PAGE = 60;
const EVERY = 15_000;

const role: Column<ResponseRow> = { key: 'role', title: t.role, width: '18%', render: (row) => row.role };
const columns: Column<ResponseRow>[] = [
  ...responseColumns.filter(({ key }) => key === 'respondent'),
  role,
  ...responseColumns.filter(({ key }) => ['state', 'score', 'created', 'completed'].includes(key)),
].map((column) => ({ ...column, sortable: false, hidden: false }));

/** How far the cohort is, who takes part, and the form to ask more people. */
export function PeopleTab() {
  const cohort = useShownCohort();
  const { id, closed, joining, completed, inProgress, invited } = cohort;
  const list = useList(['cohorts', 'people', id], (after) => api.cohorts.Participants(id, after, PAGE), EVERY);
  const remind = useChange(() => api.cohorts.RemindAll(id), { onDone: (count) => sayDone(t.reminded(count)) });
  const replace = useChange(() => api.cohorts.ReplaceLink(id), { onDone: () => sayDone(t.linkReplaced) });
  const close = useChange(() => api.cohorts.Close(id), { quiet: true, onDone: () => sayDone(t.closedSaid) });
  const shown = useFitting(columns);

  return (
    <>
      <div className={classes.top}>
        <div className={classes.figures}>
          {(
            [
              [completed, t.figures.completed],
              [inProgress, t.figures.inProgress],
              [invited, t.figures.invited],
            ] as const
          ).map(([count, label]) => (
            <div key={label} className={classes.figure}>
              <b>{count}</b>
              <span>{label}</span>
            </div>
          ))}
        </div>
        <Group gap={8}>
          {!closed && inProgress + invited > 0 ? (
            <Button size="xs" onClick={() => remind.mutate(undefined)} loading={remind.isPending}>
              {t.remindAll}
            </Button>
          ) : null}
          {closed ? null : (
            <ConfirmButton
              title={t.closeTitle(cohort.input.name)}
              sentence={t.closeSentence}
              confirm={t.close}
              onConfirm={() => close.mutateAsync(undefined)}
              button={{ size: 'xs' }}
            >
              {t.close}
            </ConfirmButton>
          )}
        </Group>
      </div>
      {joining ? (
        <div className={classes.link}>
          <CopyField label={t.link} value={joining} help={t.linkHelp} />
          <Button size="xs" mt={8} onClick={() => replace.mutate(undefined)} loading={replace.isPending}>
            {t.replaceLink}
          </Button>
        </div>
      ) : null}
      <DataTable
        label={t.tabs.people}
        list={list}
        columns={shown}
        rowKey={(row) => String(row.id)}
        empty={<EmptyState drawing="people" title={t.peopleEmpty} sentence={t.askHelp} />}
      />
      {closed ? null : <AskForm cohort={cohort} />}
    </>
  );
}
