import { api } from '@/api';
import { texts } from '@/app/texts';
import { type Candidate, ChooseDialog } from '@/components/ChooseDialog';

const t = texts.organizations;
const PAGE = 50;

interface ChooseOrganizationsProps {
  opened: boolean;
  already: ReadonlySet<number>;
  onSave: (chosen: Candidate[]) => void;
  onClose: () => void;
}

/** Several active organizations, ticked in a list that is searched as one types. */
export function ChooseOrganizations(props: ChooseOrganizationsProps) {
  return (
    <ChooseDialog
      {...props}
      title={t.chooseSeveral}
      search={t.search}
      queryKey="organizations"
      load={async (search, after) => {
        const page = await api.organizations.List({
          search,
          status: 'active',
          level: 0,
          allotment: '',
          linkId: 0,
          sort: 'name',
          after,
          limit: PAGE,
        });
        return { ...page, items: page.items.map(({ id, name, parentName }) => ({ id, name, under: parentName })) };
      }}
    />
  );
}
