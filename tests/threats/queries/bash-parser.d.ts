declare module '@ericcornelissen/bash-parser' {
  export interface BashNode {
    readonly type: string;
    readonly text?: string;
    readonly commands?: readonly BashNode[];
    readonly name?: BashNode;
    readonly suffix?: readonly BashNode[];
    readonly prefix?: readonly BashNode[];
    readonly expansion?: readonly BashNode[];
    readonly commandAST?: BashNode;
  }
  const parse: (text: string) => BashNode;
  export default parse;
}
declare module '@michaelhomer/jqjs' {
  export function compile(filter: string): (input: unknown) => Iterable<unknown>;
}
