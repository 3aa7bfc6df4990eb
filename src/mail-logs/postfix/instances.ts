/** After this many logins without a single line of its own queue manager, a syslog name counts as a mere service name. */
const SETTLED_LOGINS = 50;

interface InstanceFacts {
  hasQueueManager: boolean;
  logins: number;
}

/**
 * Which syslog names belong to one Postfix instance. `postfix/submission` is a service of `postfix`. A name like
 * `mail-submission` may be another instance, with a queue of its own, or a service of this one: it is another
 * instance once its queue manager has been heard.
 */
export class PostfixInstances {
  private readonly hosts = new Map<string, Map<string, InstanceFacts>>();
  /** Deep names (`mail/out`) that log a queue manager, by host. */
  private readonly deep = new Set<string>();

  instanceOf(host: string, prefix: string): string {
    const slash = prefix.indexOf("/");
    if (slash < 0) return prefix;
    if (this.deep.size > 0) {
      for (let end = prefix.length; end > slash; end = prefix.lastIndexOf("/", end - 1)) {
        const name = prefix.slice(0, end);
        if (this.deep.has(`${host}|${name}`)) return name;
      }
    }
    return prefix.slice(0, slash);
  }

  sawQueueManager(host: string, prefix: string): string {
    if (prefix.includes("/")) {
      if (this.deep.size < 1000) this.deep.add(`${host}|${prefix}`);
    }
    const instance = this.instanceOf(host, prefix);
    const facts = this.factsOf(host, instance);
    facts.hasQueueManager = true;
    return instance;
  }

  sawLogin(host: string, instance: string): void {
    this.factsOf(host, instance).logins += 1;
  }

  hasQueueManager(host: string, instance: string): boolean {
    return this.hosts.get(host)?.get(instance)?.hasQueueManager ?? false;
  }

  /** Names on the host under which clients log in, and whose queue manager has not been heard. */
  *withoutQueueManager(host: string): Generator<string> {
    if ((this.hosts.get(host)?.size ?? 0) < 2) return;
    yield* this.maybeServices(host);
  }

  /** The same, also while no other instance of the host is known by its queue manager. */
  *maybeServices(host: string): Generator<string> {
    for (const [name, facts] of this.hosts.get(host) ?? []) {
      if (!facts.hasQueueManager && facts.logins > 0) yield name;
    }
  }

  isSettledService(host: string, instance: string): boolean {
    const facts = this.hosts.get(host)?.get(instance);
    return facts !== undefined && !facts.hasQueueManager && facts.logins >= SETTLED_LOGINS;
  }

  save(): unknown {
    const hosts = [...this.hosts].map(([host, instances]) => [host, [...instances]]);
    return { hosts, deep: [...this.deep] };
  }

  restore(state: unknown): void {
    const saved = state as { hosts: [string, [string, InstanceFacts][]][]; deep: string[] };
    this.hosts.clear();
    this.deep.clear();
    for (const [host, instances] of saved.hosts) this.hosts.set(host, new Map(instances));
    for (const name of saved.deep) this.deep.add(name);
  }

  private factsOf(host: string, instance: string): InstanceFacts {
    let instances = this.hosts.get(host);
    if (instances === undefined) {
      // Host and instance names are the log's: bounded, so that a forged log cannot grow them without end.
      if (this.hosts.size >= 10_000) this.hosts.clear();
      instances = new Map();
      this.hosts.set(host, instances);
    }
    let facts = instances.get(instance);
    if (facts === undefined) {
      if (instances.size >= 100) return { hasQueueManager: false, logins: 0 };
      facts = { hasQueueManager: false, logins: 0 };
      instances.set(instance, facts);
    }
    return facts;
  }
}
