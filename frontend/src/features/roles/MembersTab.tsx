import { Anchor, Button, Checkbox } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { api } from '@/api';
import type { UserRow } from '@/api/types';
import { texts } from '@/app/texts';
import { type Candidate, ChooseDialog } from '@/components/ChooseDialog';
import { EmptyState } from '@/components/EmptyState';
import { ErrorNotice } from '@/components/ErrorNotice';
import { Waiting } from '@/components/Loaded';
import { Name } from '@/components/Name';
import { SearchInput } from '@/components/SearchInput';
import { Tag } from '@/components/Tag';
import { useList } from '@/components/useList';
import { nameOf } from '@/features/users/naming';
import classes from '../users/AffiliationsTab.module.css';

const t = texts.roles.account;
const PAGE = 60;

interface MembersTabProps {
  /** 0 for a role that is not there yet. */
  roleId: number;
  newcomers: Candidate[];
  removed: ReadonlySet<number>;
  error?: ReactNode;
  onAdd: (accounts: Candidate[]) => void;
  onRemove: (ids: number[]) => void;
}

const asked = (search: string, accountRoleId: number, after: string, limit: number) =>
  api.users.List({
    search,
    type: '',
    status: '',
    organizationId: 0,
    withBelow: false,
    affiliated: false,
    assessmentId: 0,
    accountRoleId,
    sort: 'name',
    after,
    limit,
  });

const candidate = (row: UserRow): Candidate => ({ id: row.id, name: nameOf(row), under: row.email || row.login });

/** Who has an account role. What is added and removed here counts once the role is saved. */
export function MembersTab({ roleId, newcomers, removed, error, onAdd, onRemove }: MembersTabProps) {
  const [words, setWords] = useState('');
  const [adding, setAdding] = useState(false);
  const [ticked, setTicked] = useState<ReadonlySet<number>>(new Set());
  const list = useList(['users', 'members', roleId, words], async (after) =>
    roleId === 0 ? { items: [], next: '', count: 0 } : asked(words, roleId, after, PAGE),
  );
  const fresh = new Set(newcomers.map(({ id }) => id));
  const members = list.rows.map(candidate).filter(({ id }) => !removed.has(id) && !fresh.has(id));
  const rows = [...newcomers, ...members];
  const chosen = rows.filter(({ id }) => ticked.has(id)).map(({ id }) => id);
  const tick = (id: number) => {
    const next = new Set(ticked);
    if (!next.delete(id)) next.add(id);
    setTicked(next);
  };
  return (
    <>
      <div className={classes.bar}>
        <div className={classes.sentence}>
          {roleId === 0 ? t.membersSentence : <SearchInput label={t.searchMembers} value={words} onChange={setWords} />}
        </div>
        <Button aria-label={t.addMember} onClick={() => setAdding(true)}>
          +
        </Button>
        <Button
          aria-label={t.removeMember}
          disabled={chosen.length === 0}
          onClick={() => {
            onRemove(chosen);
            setTicked(new Set());
          }}
        >
          −
        </Button>
      </div>
      {error ? (
        <p className={classes.error} role="alert" data-error tabIndex={-1}>
          {error}
        </p>
      ) : null}
      {list.error ? <ErrorNotice error={list.error} onRetry={list.retry} /> : null}
      {list.waiting ? <Waiting lines={4} /> : null}
      {rows.length === 0 && !list.waiting ? (
        <EmptyState drawing="people" title={t.noMembers} sentence={t.noMembersSentence} />
      ) : null}
      {rows.length > 0 ? (
        <div className={classes.box}>
          <table className={classes.table} aria-label={t.members}>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id}>
                  <td className={classes.tick}>
                    <Checkbox
                      aria-label={texts.app.selectRow(row.name)}
                      checked={ticked.has(row.id)}
                      onChange={() => tick(row.id)}
                    />
                  </td>
                  <td>
                    <span className={classes.named}>
                      <Anchor component={Link} to={`/users/${row.id}?tab=roles`} inherit>
                        <Name>{row.name}</Name>
                      </Anchor>
                      {fresh.has(row.id) ? <Tag tone="act">{t.added}</Tag> : null}
                    </span>
                    <span className={classes.under}>
                      <Name>{row.under}</Name>
                    </span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      {list.more ? (
        <div style={{ textAlign: 'center', marginTop: 12 }}>
          <Button size="xs" onClick={list.loadMore} loading={list.loadingMore}>
            {texts.app.loadMore}
          </Button>
        </div>
      ) : null}
      <ChooseDialog
        opened={adding}
        title={t.chooseAccounts}
        search={t.searchAccounts}
        queryKey="users"
        already={new Set(rows.map(({ id }) => id))}
        load={async (search, after) => {
          const page = await asked(search, 0, after, PAGE);
          return { ...page, items: page.items.map(candidate) };
        }}
        onClose={() => setAdding(false)}
        onSave={(more) => {
          setAdding(false);
          onAdd(more);
        }}
      />
    </>
  );
}
