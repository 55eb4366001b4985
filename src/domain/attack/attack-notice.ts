/** As NOTICE has it: MITRE's licence asks for its wording wherever ATT&CK is passed on. */
export const ATTACK_COPYRIGHT =
  '© 2026 The MITRE Corporation. This work is reproduced and distributed with the permission of The MITRE Corporation.';
