import type { ImportItem } from '../../state/import-session';

export type WorkingItem = Extract<ImportItem, { readonly stage: 'reading' | 'writing' }>;
export type PreviewItem = Extract<ImportItem, { readonly stage: 'preview' }>;
export type RefusedItem = Extract<ImportItem, { readonly stage: 'refused' }>;
export type DoneItem = Extract<ImportItem, { readonly stage: 'done' }>;

export type Receipt = DoneItem['receipt'];
export type Preview = PreviewItem['preview'];
export type RulesDetail = Extract<Preview['detail'], { readonly kind: 'rules' }>;
export type SysmonDetail = Extract<Preview['detail'], { readonly kind: 'sysmon' }>;
export type InventoryDetail = Extract<Preview['detail'], { readonly kind: 'inventory' }>;
