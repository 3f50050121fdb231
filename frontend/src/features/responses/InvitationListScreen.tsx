import { Alert, Button, Group, Progress } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { api } from '@/api';
import type { InvitationList } from '@/api/types';
import { number } from '@/app/format';
import { texts } from '@/app/texts';
import { useChange } from '@/app/useChange';
import { ConfirmButton } from '@/components/ConfirmButton';
import { Loaded } from '@/components/Loaded';
import { Page } from '@/components/Page';
import { SaveMenu } from '@/components/SaveMenu';
import transfer from '@/features/transfer/Transfer.module.css';

const t = texts.responses.many;
const EVERY = 1000;

/** What came of checking a list, and how far it is while it goes out. */
export function InvitationListScreen() {
  const id = Number(useParams().id);
  const query = useQuery({
    queryKey: ['invitations', id],
    queryFn: () => api.invitations.Get(id),
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? EVERY : false),
  });
  const list = query.data;
  return (
    <Page
      title={list?.name || t.pasted}
      sentence={list ? t.of(list.assessment, list.organization) : t.sentence}
      above={<Link to="/responses">{texts.responses.title}</Link>}
    >
      <Loaded query={query}>{(one) => <Standing list={one} />}</Loaded>
    </Page>
  );
}

function Standing({ list }: { list: InvitationList }) {
  const { id, state, waiting } = list;
  const send = useChange(() => api.invitations.Send(id));
  const stop = useChange(() => api.invitations.Stop(id), { quiet: true });
  const figures: [number, string, boolean][] =
    state === 'checked'
      ? [
          [waiting, t.ready, false],
          [list.wrong, t.wrong, true],
        ]
      : [
          [list.sent, t.sentCount, false],
          [waiting, t.waiting, false],
          [list.failed, t.failed, true],
          [list.wrong, t.wrong, true],
        ];
  return (
    <>
      <p className={transfer.about} role="status">
        {state === 'checked' ? t.checked(list.total) : t.state[state]}
      </p>
      <ul className={transfer.figures}>
        {figures.map(([count, label, bad]) => (
          <li key={label} data-bad={(bad && count > 0) || undefined}>
            <strong className="number">{number(count)}</strong>
            {label}
          </li>
        ))}
      </ul>
      {state === 'running' ? (
        <Progress.Root size="md" mt={16} maw={640}>
          <Progress.Section value={list.progress} aria-label={t.sending} />
        </Progress.Root>
      ) : null}
      {state === 'checked' && waiting === 0 ? (
        <Alert icon={<IconInfoCircle stroke={1.5} />} color="gray" p="sm" mt={16} maw={640}>
          {t.noneReady}
        </Alert>
      ) : null}
      <Group gap={8} mt={20}>
        {state === 'checked' && waiting > 0 ? (
          <Button variant="filled" onClick={() => send.mutate(undefined)} loading={send.isPending}>
            {list.byMail ? t.send(waiting) : t.add(waiting)}
          </Button>
        ) : null}
        {state === 'running' ? (
          <ConfirmButton
            title={t.stopTitle(waiting)}
            sentence={t.stopHelp}
            confirm={t.stop}
            onConfirm={() => stop.mutateAsync(undefined)}
          >
            {t.stop}
          </ConfirmButton>
        ) : null}
        {state === 'checked' ? null : (
          <Button
            component={Link}
            to={list.cohortId > 0 ? `/cohorts/${list.cohortId}` : `/responses?assessment=${list.assessmentId}`}
          >
            {t.toResponses}
          </Button>
        )}
        {state === 'running' ? null : (
          <Button component={Link} to="/responses/invite">
            {t.again}
          </Button>
        )}
      </Group>
      <Problems list={list} />
    </>
  );
}

/** The rows that are left out, and the file to mend them in. */
function Problems({ list }: { list: InvitationList }) {
  const all = list.wrong + list.failed;
  if (all === 0) return null;
  return (
    <div className={transfer.part}>
      <div className={transfer.over}>
        <div>
          <h2 className={transfer.subtitle} id="problems-title">
            {t.problems}
          </h2>
          <p className={transfer.sentence}>
            {t.problemsSentence}
            {all > list.problems.length ? ` ${t.firstOf(list.problems.length, all)}` : ''}
          </p>
        </div>
        <SaveMenu
          label={t.errorFile}
          title={t.savingErrors}
          kinds={texts.responses.files}
          begin={(format) => api.invitations.SaveErrors(list.id, format)}
        />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reached by the keyboard */}
      <section className={transfer.tall} aria-labelledby="problems-title" tabIndex={0}>
        <table className={transfer.table}>
          <thead>
            <tr>
              <th scope="col">{t.line}</th>
              <th scope="col">{t.person}</th>
              <th scope="col">{t.reason}</th>
            </tr>
          </thead>
          <tbody>
            {list.problems.map(({ line, person, reason }) => (
              <tr key={line}>
                <td className="number">{line}</td>
                <td dir="auto">{person}</td>
                <td>{reason}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}
