using Troupe.Contracts;
using Troupe.Contracts.Control;
using Troupe.Server.Admission;
using Troupe.Server.Events;

namespace Troupe.Server.Policy;

/// <summary>The policy as it is and as it was.</summary>
internal static class PolicyHistory
{
    /// <summary><c>GET /v1/policy</c>.</summary>
    public static async Task<IResult> ReadAsync(HttpContext context, EventStreams streams, CancellationToken cancellationToken)
    {
        var (state, version) = await streams.LoadAsync<PolicyState>(Caller.Of(context).Tenant, PolicyState.Id, cancellationToken);
        context.Response.Headers.ETag = Commands.Command.TagOf(version);
        return Results.Json(new PolicyView(version, state.Document, state.Disclosure), Wire.Json);
    }

    /// <summary><c>GET /v1/policy/versions</c>.</summary>
    public static async Task<IResult> ListAsync(HttpContext context, EventStreams streams, CancellationToken cancellationToken)
    {
        var versions = new List<PolicyVersion>();
        await foreach (var envelope in streams.Store.ReadStreamAsync(StreamOf(Caller.Of(context).Tenant), afterVersion: 0, cancellationToken))
        {
            var fact = streams.Read(envelope);
            versions.Add(new PolicyVersion(envelope.Version, envelope.At, fact is DisclosureChanged ? "disclosure" : "rules", (fact as PolicyChanged)?.Restores));
        }

        return Results.Json(new PolicyVersions(versions), Wire.Json);
    }

    /// <summary><c>GET /v1/policy/versions/{version}</c>.</summary>
    public static async Task<IResult> ReadVersionAsync(long version, HttpContext context, EventStreams streams, CancellationToken cancellationToken) =>
        await FindAsync(streams, Caller.Of(context).Tenant, version, cancellationToken) is { } state
            ? Results.Json(new PolicyView(version, state.Document, state.Disclosure), Wire.Json)
            : NoSuchVersion(version);

    /// <summary>The policy as it was at a version; null when there is no such version.</summary>
    public static async ValueTask<PolicyState?> FindAsync(EventStreams streams, TenantId tenant, long version, CancellationToken cancellationToken)
    {
        var state = PolicyState.Initial;
        if (version == 0)
        {
            return state;
        }

        await foreach (var envelope in streams.Store.ReadStreamAsync(StreamOf(tenant), afterVersion: 0, cancellationToken))
        {
            state = streams.Read(envelope) is { } fact ? state.Apply(fact) : state;
            if (envelope.Version == version)
            {
                return state;
            }
        }

        return null;
    }

    /// <summary>The answer for a version that there is not.</summary>
    public static IResult NoSuchVersion(long version) => Problem.Of("not_found", $"The policy has no version {version}; GET /v1/policy/versions lists them.");

    private static StreamId StreamOf(TenantId tenant) => new(tenant, PolicyState.Kind, PolicyState.Id);
}
