import { Alert, Button, Group } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { ResponseDetail } from '@/api/types';
import { exact } from '@/app/format';
import { texts } from '@/app/texts';
import { Loaded } from '@/components/Loaded';
import { Facts, SidePanel } from '@/components/SidePanel';
import { ResponseState, scoreOf } from './columns';
import { ResponseActions } from './ResponseActions';
import { useResponse } from './useResponses';

const t = texts.responses;

/** A glance at one response: who, where it stands, what came out, and what can be done. */
export function ResponsePanel({ id, onClose }: { id: number; onClose: () => void }) {
  const query = useResponse(id);
  return (
    <SidePanel title={query.data?.respondent ?? t.one} under={query.data?.assessment} onClose={onClose}>
      <Loaded query={query}>
        {(one) => (
          <>
            <Facts rows={factsOf(one)} />
            {one.together ? (
              <Alert icon={<IconInfoCircle stroke={1.5} />} color="gray" p="sm">
                {t.togetherHelp}
              </Alert>
            ) : null}
            <ResponseActions one={one} onGone={onClose} />
            <Group gap={8}>
              {one.cohortId > 0 ? (
                <Button size="xs" variant="subtle" component={Link} to={`/cohorts/${one.cohortId}`}>
                  {t.actions.openCohort}
                </Button>
              ) : null}
              <Button size="xs" variant="subtle" component={Link} to={`/organizations/${one.organizationId}`}>
                {t.actions.openOrganization}
              </Button>
            </Group>
          </>
        )}
      </Loaded>
    </SidePanel>
  );
}

function factsOf(one: ResponseDetail): [string, ReactNode][] {
  const { input } = one;
  const assessor = [input.assessorName, input.assessorEmail].filter(Boolean).join(', ');
  const rows: [string, ReactNode][] = [[t.facts.state, <ResponseState key="state" row={one} />]];
  const score = scoreOf(one);
  if (score) rows.push([t.facts.score, score]);
  const words: [string, string][] = [
    [t.facts.email, one.respondent === input.email ? '' : input.email],
    [t.facts.organization, one.organization],
    [t.facts.cohort, one.cohort],
    [t.facts.role, one.role],
    ...one.classifiers.map(({ name, value }): [string, string] => [name, value]),
    [t.facts.assessor, assessor],
    [t.facts.created, exact(one.createdAt)],
    [t.facts.sent, one.sentAt ? exact(one.sentAt) : t.facts.notSent],
    [t.facts.reminded, exact(one.remindedAt)],
    [t.facts.started, exact(one.startedAt)],
    [t.facts.completed, exact(one.completedAt)],
    [t.facts.cancelled, exact(one.cancelledAt)],
    [
      one.state === 'expired' ? t.facts.expired : t.facts.expires,
      one.completedAt || one.cancelledAt ? '' : exact(one.expiresAt),
    ],
  ];
  for (const [name, value] of words) {
    if (value) {
      rows.push([
        name,
        <span key={name} dir="auto">
          {value}
        </span>,
      ]);
    }
  }
  return rows;
}
