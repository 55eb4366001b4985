/** Version 2 of the database: facts that inventories state and version 1 had no field for. Pure; never changed. */

export function addGroupFacts(group: { site?: string }): void {
  group.site ??= '';
}

export function addDeploymentFacts(deployment: { version?: string; logDestination?: string }): void {
  deployment.version ??= '';
  deployment.logDestination ??= '';
}
