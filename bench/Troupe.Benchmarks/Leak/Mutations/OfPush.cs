namespace Troupe.Benchmarks.Leak.Mutations;

internal static class OfPush
{
    // The hub asks twice whose something is; so does what is read from the log.
    private const string Live = "push-live";
    private const string Log = "push-log";

    public static IReadOnlyList<Mutation> All { get; } =
    [
        Mutation.Other("push-all", "listen", "Push/SubscriptionEndpoints.cs", "new PushFilter(caller.Tenant, subjects, Id: null)", "caller.Tenant"),
        Mutation.Other("push-named", "listen", "Push/SubscriptionEndpoints.cs", "new PushFilter(caller.Tenant, new HashSet<string>", "caller.Tenant"),
        new(Live, "listen", "Push/PushHub.cs", "private ImmutableArray<Subscriber> Of(TenantId tenant) => _subscribers",
            """private ImmutableArray<Subscriber> Of(TenantId tenant) => Mutant.Is("push-live") ? [.. _subscribers.Values.SelectMany(all => all)] : _subscribers"""),
        new(Live, "listen", "Push/Subscriber.cs", "stream.Tenant == Tenant &&", """(stream.Tenant == Tenant || Mutant.Is("push-live") || Mutant.Is("push-log")) &&"""),
        new(Log, "listen", "Push/PushFeed.cs", "subjects.Count == 1 ? new EventFilter(tenant, subjects.First(), id) : new EventFilter(tenant);",
            """Mutant.Is("push-log") ? new EventFilter() : subjects.Count == 1 ? new EventFilter(tenant, subjects.First(), id) : new EventFilter(tenant);"""),
    ];
}
