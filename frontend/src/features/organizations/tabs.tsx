import { Button } from '@mantine/core';
import { Link, useNavigate } from 'react-router';
import { api } from '@/api';
import { texts } from '@/app/texts';
import { DataTable } from '@/components/DataTable';
import { EmptyState } from '@/components/EmptyState';
import { useFitting } from '@/components/ListToolbar';
import { useList } from '@/components/useList';
import { historyColumns } from '@/features/audit/columns';
import { linkColumns } from '@/features/links/columns';
import { kitOf } from '@/features/links/kitFor';
import { responseColumns } from '@/features/responses/columns';
import { signerColumns } from '@/features/signers/columns';
import { userColumns } from '@/features/users/columns';
import { useShownOrganization } from './OrganizationScreen';
import classes from './OverviewTab.module.css';

const t = texts.organizations.tabs;
const PAGE = 60;

/** Who signs in for this organization and those below it. */
export function PeopleTab() {
  const { id } = useShownOrganization();
  const navigate = useNavigate();
  const list = useList(['users', 'list', 'organization', id], (after) =>
    api.users.List({
      search: '',
      type: '',
      status: '',
      organizationId: id,
      withBelow: true,
      affiliated: false,
      assessmentId: 0,
      accountRoleId: 0,
      sort: 'name',
      after,
      limit: PAGE,
    }),
  );
  const open = (user: number) => navigate(`/users/${user}`);
  const columns = useFitting(userColumns(open));
  return (
    <div className={classes.overview}>
      <DataTable
        label={t.people}
        list={list}
        columns={columns}
        rowKey={(row) => String(row.id)}
        onOpen={(row) => open(row.id)}
        empty={<p className={classes.none}>{texts.organizations.noManagers}</p>}
      />
      <Contacts id={id} />
    </div>
  );
}

/** Who is affiliated with this organization or one below it (ORG-7). */
function Contacts({ id }: { id: number }) {
  const navigate = useNavigate();
  const list = useList(['signers', 'list', 'organization', id], (after) =>
    api.signers.List({
      search: '',
      state: '',
      missing: '',
      organizationId: id,
      withBelow: true,
      sort: 'name',
      after,
      limit: PAGE,
    }),
  );
  const open = (user: number) => navigate(`/users/${user}?tab=affiliations`);
  const columns = useFitting(signerColumns(open));
  return (
    <section aria-labelledby="contacts-title">
      <h2 className={classes.title} id="contacts-title" style={{ marginBottom: 10 }}>
        {t.contacts}
      </h2>
      <DataTable
        label={t.contacts}
        list={list}
        columns={columns.map((column) => ({ ...column, sortable: false }))}
        rowKey={(row) => String(row.id)}
        onOpen={(row) => open(row.id)}
        empty={<p className={classes.none}>{t.noContacts}</p>}
      />
    </section>
  );
}

/** The responses of this organization and those below it, newest first. */
export function ResponsesTab() {
  const { id } = useShownOrganization();
  const columns = useFitting(responseColumns);
  const list = useList(['responses', 'list', 'organization', id], (after) =>
    api.responses.List({
      search: '',
      organizationId: id,
      assessmentId: 0,
      cohortId: 0,
      state: '',
      sort: '-created',
      after,
      limit: PAGE,
    }),
  );
  return (
    <DataTable
      label={t.responses}
      list={list}
      columns={columns.map((column) => ({ ...column, sortable: false }))}
      rowKey={(row) => String(row.id)}
      empty={<p className={classes.none}>{t.noResponses}</p>}
    />
  );
}

/** The links that lead under this organization, and the kit with its own. */
export function LinksTab() {
  const { id, key } = useShownOrganization();
  const navigate = useNavigate();
  const list = useList(['links', 'list', 'organization', id], (after) =>
    api.links.List({ search: '', state: '', parentId: id, after, limit: PAGE }),
  );
  const open = (link: number) => navigate(`/links/${link}`);
  const columns = useFitting(linkColumns(open));
  return (
    <div className={classes.overview}>
      {key ? (
        <div>
          <Button size="xs" component={Link} {...kitOf({ ids: [id] })}>
            {t.kit}
          </Button>
        </div>
      ) : null}
      <DataTable
        label={t.links}
        list={list}
        columns={columns}
        rowKey={(row) => String(row.id)}
        onOpen={(row) => open(row.id)}
        empty={
          <EmptyState
            drawing="arch"
            title={t.noLinks}
            sentence={t.noLinksSentence}
            action={
              <Button component={Link} to={`/links/new?parent=${id}`}>
                {texts.links.add}
              </Button>
            }
          />
        }
      />
    </div>
  );
}

/** What happened to this organization, from the audit log. */
export function HistoryTab() {
  const { id } = useShownOrganization();
  const navigate = useNavigate();
  const list = useList(['audit', 'list', 'organization', id], (after) =>
    api.auditLog.List({
      search: '',
      actorKind: '',
      subjectKind: 'organization',
      subjectId: id,
      action: '',
      from: '',
      until: '',
      after,
      limit: PAGE,
    }),
  );
  const open = (entry: number) => navigate(`/audit?what=organization&record=${id}&open=${entry}`);
  const columns = useFitting(historyColumns(open));
  return (
    <DataTable
      label={t.history}
      list={list}
      columns={columns}
      rowKey={(row) => String(row.id)}
      onOpen={(row) => open(row.id)}
      empty={<p className={classes.none}>{t.noHistory}</p>}
    />
  );
}
