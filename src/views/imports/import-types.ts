import type { ImportItem } from '../../state/import-session';

export type WorkingItem = Extract<ImportItem, { readonly stage: 'reading' | 'writing' }>;
export type PreviewItem = Extract<ImportItem, { readonly stage: 'preview' }>;
export type RefusedItem = Extract<ImportItem, { readonly stage: 'refused' }>;
export type DoneItem = Extract<ImportItem, { readonly stage: 'done' }>;

export type Receipt = DoneItem['receipt'];
export type Preview = PreviewItem['preview'];
export type InventoryDetail = Extract<Preview['detail'], { readonly kind: 'inventory' }>;
export type DettectDetail = Extract<Preview['detail'], { readonly kind: `dettect-${string}` }>;

export function isDettect(detail: Preview['detail']): detail is DettectDetail {
  return detail.kind.startsWith('dettect-');
}
