import { useQuery } from '@tanstack/react-query';
import { api } from '@/api';
import type { DocumentDetail } from '@/api/types';
import { texts } from '@/app/texts';

const t = texts.contracts.document;

/** The PDF as it would be sent now, or as it was; and whether there is one. */
export function usePreview(document: DocumentDetail) {
  const { id, version } = document.row;
  const { kind, body } = document.input;
  const there = !document.isWritten || document.fileName !== '' || (kind === 'text' && body.trim() !== '');
  const query = useQuery({
    queryKey: ['contracts', 'preview', id, document.input.seen, version, document.fileName],
    queryFn: () => api.contracts.Preview(id),
    enabled: there,
  });
  const { missing = [], lost = [] } = query.data ?? {};
  const holes: string[] = [];
  if (missing.length > 0) holes.push(t.missing(missing.map((word) => `{{${word}}}`).join(', ')));
  if (lost.length > 0) holes.push(t.lost(lost.join(' ')));
  return { there, query, holes };
}
