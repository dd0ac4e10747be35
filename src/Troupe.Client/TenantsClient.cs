// Generated from protocol/openapi.json by `./dev protocol`. Edit the server's endpoints instead.
using Troupe.Contracts;
using Troupe.Contracts.Control;

namespace Troupe.Client;

/// <summary>What can be asked about tenants. Thread-safe.</summary>
public sealed class TenantsClient
{
    private readonly Caller _caller;

    internal TenantsClient(Caller caller) => _caller = caller;

    /// <summary>Creates a tenant.</summary>
    /// <remarks>Its first key is created with POST /v1/tenants/{tenant}/keys. Needs the scope `platform:admin`. Costs 1 of the command budget.</remarks>
    /// <param name="request">What is asked in detail.</param>
    /// <param name="options">What is the same for all requests.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TroupeException">The server refused, or could not be reached.</exception>
    public Task<TenantView> CreateAsync(CreateTenant request, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.SendAsync<TenantView>(new Call("POST", "/v1/tenants") { Request = request }, options, cancellationToken);

    /// <summary>Creates a key of a tenant.</summary>
    /// <remarks>The secret is in this answer and nowhere else: only its hash is kept. Needs the scope `platform:admin`. Costs 1 of the command budget.</remarks>
    /// <param name="tenant">Its view, which must be the newest, or its id, whatever was changed since.</param>
    /// <param name="request">What is asked in detail.</param>
    /// <param name="options">What is the same for all requests.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TroupeException">The server refused, or could not be reached.</exception>
    public Task<KeySecret> CreateKeyAsync(Target<TenantView> tenant, CreateKey request, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.SendAsync<KeySecret>(new Call("POST", "/v1/tenants/{tenant}/keys") { Places = [tenant.Place], Request = request }, options, cancellationToken);

    /// <summary>Reads a tenant.</summary>
    /// <remarks>Its tier and whether it is suspended. Needs the scope `platform:admin`. Costs 1 of the read budget.</remarks>
    /// <param name="tenant">Its view or its id.</param>
    /// <param name="options">What is the same for all requests.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TroupeException">The server refused, or could not be reached.</exception>
    public Task<TenantView> GetAsync(Target<TenantView> tenant, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.SendAsync<TenantView>(new Call("GET", "/v1/tenants/{tenant}") { Places = [tenant.Place] }, options, cancellationToken);

    /// <summary>Lists all tenants.</summary>
    /// <remarks>Those that were created, by id. Needs the scope `platform:admin`. Costs 1 of the read budget.</remarks>
    /// <param name="options">What is the same for all requests.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TroupeException">The server refused, or could not be reached.</exception>
    public Task<IReadOnlyList<TenantView>> ListAsync(RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.SendAsync<IReadOnlyList<TenantView>>(new Call("GET", "/v1/tenants"), options, cancellationToken);

    /// <summary>Reads the caller's tenant.</summary>
    /// <remarks>The tenant of the credential. Needs the scope `tenant:view`. Costs 1 of the read budget.</remarks>
    /// <param name="options">What is the same for all requests.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TroupeException">The server refused, or could not be reached.</exception>
    public Task<TenantView> OwnAsync(RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.SendAsync<TenantView>(new Call("GET", "/v1/tenant"), options, cancellationToken);

    /// <summary>Reinstates a suspended tenant.</summary>
    /// <remarks>Its credentials are good again. Needs the scope `platform:admin`. Costs 1 of the command budget.</remarks>
    /// <param name="tenant">Its view, which must be the newest, or its id, whatever was changed since.</param>
    /// <param name="options">What is the same for all requests.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TroupeException">The server refused, or could not be reached.</exception>
    public Task<TenantView> ReinstateAsync(Target<TenantView> tenant, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.SendAsync<TenantView>(new Call("POST", "/v1/tenants/{tenant}/reinstate") { Places = [tenant.Place] }, options, cancellationToken);

    /// <summary>Sets the tier of a tenant.</summary>
    /// <remarks>Its limits follow. Needs the scope `platform:admin`. Costs 1 of the command budget.</remarks>
    /// <param name="tenant">Its view, which must be the newest, or its id, whatever was changed since.</param>
    /// <param name="request">What is asked in detail.</param>
    /// <param name="options">What is the same for all requests.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TroupeException">The server refused, or could not be reached.</exception>
    public Task<TenantView> SetTierAsync(Target<TenantView> tenant, SetTenantTier request, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.SendAsync<TenantView>(new Call("PUT", "/v1/tenants/{tenant}/tier") { Places = [tenant.Place], Request = request }, options, cancellationToken);

    /// <summary>Suspends a tenant.</summary>
    /// <remarks>All of its credentials are refused and its live sessions end, on every node. Needs the scope `platform:admin`. Costs 1 of the command budget.</remarks>
    /// <param name="tenant">Its view, which must be the newest, or its id, whatever was changed since.</param>
    /// <param name="options">What is the same for all requests.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TroupeException">The server refused, or could not be reached.</exception>
    public Task<TenantView> SuspendAsync(Target<TenantView> tenant, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.SendAsync<TenantView>(new Call("POST", "/v1/tenants/{tenant}/suspend") { Places = [tenant.Place] }, options, cancellationToken);
}
