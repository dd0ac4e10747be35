namespace Troupe.Benchmarks.Leak.Mutations;

internal static class OfPresenters
{
    public static IReadOnlyList<Mutation> All { get; } =
    [
        Load("presenter-read", "presenters.get", "Reading.cs", "Caller.Of(context).Tenant"),
        Load("presenter-duplicate", "presenters.duplicate", "Duplicating.cs", "tenant"),
        Load("presenter-preflight", "presenters.preflight", "Checking.cs", "tenant"),
        Load("presenter-rehearse", "presenters.rehearse", "Queuing.cs", "tenant"),
        Load("presenter-manifest", "presenters.manifest", "ShowingManifest.cs", "tenant"),
        Mutation.Owner("presenter-queued", "queued", "Presenters/Publishing.cs", "streams.LoadAsync<Presenter>(command.Caller.Tenant, presenter, cancellationToken)", "command.Caller.Tenant", "Presenter.Kind", "presenter"),
        Mutation.Other("preflight-assets", "assets", "Presenters/Checking.cs", "publisher.CheckAsync(tenant, state,", "tenant"),
        Mutation.Other("presenter-list", "presenters.list", "Presenters/Reading.cs", "directory.ListAsync(Caller.Of(context).Tenant, after", "Caller.Of(context).Tenant"),
        new("presenter-filter", "presenters.list", "Presenters/PresenterDirectory.cs", "new EventFilter(tenant, Presenter.Kind)", """new EventFilter(Mutant.Is("presenter-filter") ? null : tenant, Presenter.Kind)"""),
        Mutation.Other("presenter-shelf", "presenters.list", "Presenters/PresenterDirectory.cs", "_shelves.GetOrAdd(tenant,", "tenant"),
        Mutation.Owner("job-read", "jobs.get", "Presenters/Queuing.cs", "streams.LoadAsync<Job>(Caller.Of(context).Tenant, job, cancellationToken)", "Caller.Of(context).Tenant", "Job.Kind", "job"),
        Mutation.Other("job-queued", "newcomers", "Presenters/JobQueue.cs", "var tenant = command.Caller.Tenant;", "command.Caller.Tenant"),
    ];

    private static Mutation Load(string name, string near, string file, string tenant) =>
        Mutation.Owner(name, near, $"Presenters/{file}", $"streams.LoadAsync<Presenter>({tenant}, presenter, cancellationToken)", tenant, "Presenter.Kind", "presenter");
}
