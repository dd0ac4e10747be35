// Generated from protocol/openapi.json by `./dev protocol`. Edit the server's endpoints instead.
using Troupe.Contracts;
using Troupe.Contracts.Control;

namespace Troupe.Client;

/// <summary>What can be asked about audit. Thread-safe.</summary>
public sealed class AuditClient
{
    private readonly Caller _caller;

    internal AuditClient(Caller caller) => _caller = caller;

    /// <summary>Signs the log as it is.</summary>
    /// <remarks>A signed note (C2SP tlog-checkpoint): origin, size, root hash, signature with ECDSA on P-256. Keep it: a later log that does not continue it was changed. Needs the scope `audit:read`. Costs 1 of the read budget.</remarks>
    /// <param name="options">What is the same for all requests.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TroupeException">The server refused, or could not be reached.</exception>
    public Task<string> CheckpointAsync(RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.ReadAsync(new Call("GET", "/v1/audit/checkpoint"), options, cancellationToken);

    /// <summary>Exports the whole log as JSON lines.</summary>
    /// <remarks>Entries in order, hashes after every 256, and a signed checkpoint as the last line; troupe audit verify checks it. Exporting is itself an entry, the last one; when that cannot be written nothing is exported. Needs the scope `audit:read`. Costs 1 of the export budget.</remarks>
    /// <param name="options">What is the same for all requests.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TroupeException">The server refused, or could not be reached.</exception>
    public Task<HttpResponseMessage> ExportAsync(RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.FetchAsync(new Call("GET", "/v1/audit/export"), options, cancellationToken);

    /// <summary>Shows the public key of the checkpoints.</summary>
    /// <remarks>A line name+id+base64 as signed notes have it (type 0x02). Fetch it once, keep it, and compare. Needs the scope `audit:read`. Costs 1 of the read budget.</remarks>
    /// <param name="options">What is the same for all requests.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TroupeException">The server refused, or could not be reached.</exception>
    public Task<string> KeyAsync(RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.ReadAsync(new Call("GET", "/v1/audit/key"), options, cancellationToken);

    /// <summary>Lists entries of the audit log, oldest first.</summary>
    /// <remarks>Go on with next until it is absent, also when a page is empty: at most 10,000 entries are looked at for a page. Reading is itself an entry; while nothing can be written it waits, and is written later with its time. Needs the scope `audit:read`. Costs 1 of the read budget.</remarks>
    /// <param name="action">See above; null for the server's default.</param>
    /// <param name="target">See above; null for the server's default.</param>
    /// <param name="outcome">See above; null for the server's default.</param>
    /// <param name="subject">See above; null for the server's default.</param>
    /// <param name="since">See above; null for the server's default.</param>
    /// <param name="until">See above; null for the server's default.</param>
    /// <param name="after">See above; null for the server's default.</param>
    /// <param name="limit">See above; null for the server's default.</param>
    /// <param name="options">What is the same for all requests.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TroupeException">The server refused, or could not be reached.</exception>
    public IAsyncEnumerable<AuditRecord> ListAsync(string? action = null, string? target = null, string? outcome = null, string? subject = null, string? since = null, string? until = null, long? after = null, int? limit = null, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.ListAsync<AuditPage, AuditRecord>(new Call("GET", "/v1/audit") { Query = [("action", action), ("target", target), ("outcome", outcome), ("subject", subject), ("since", since), ("until", until), ("after", after), ("limit", limit)] }, page => (page.Entries, page.Next), options, cancellationToken);

    /// <summary>Proves that the log only grew between two sizes.</summary>
    /// <remarks>The consistency proof of RFC 6962, section 2.1.2, from one size to another; without the second, to the newest. Needs the scope `audit:read`. Costs 1 of the read budget.</remarks>
    /// <param name="from">See above; null for the server's default.</param>
    /// <param name="to">See above; null for the server's default.</param>
    /// <param name="options">What is the same for all requests.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TroupeException">The server refused, or could not be reached.</exception>
    public Task<ConsistencyProof> ProveConsistencyAsync(long? from = null, long? to = null, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.SendAsync<ConsistencyProof>(new Call("GET", "/v1/audit/proofs/consistency") { Query = [("from", from), ("to", to)] }, options, cancellationToken);

    /// <summary>Proves that an entry is in the log.</summary>
    /// <remarks>The audit path of RFC 6962, section 2.1.1, from the entry to the root of the tree of the given size; without a size, of the newest. Needs the scope `audit:read`. Costs 1 of the read budget.</remarks>
    /// <param name="index">See above; null for the server's default.</param>
    /// <param name="size">See above; null for the server's default.</param>
    /// <param name="options">What is the same for all requests.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TroupeException">The server refused, or could not be reached.</exception>
    public Task<InclusionProof> ProveInclusionAsync(long? index = null, long? size = null, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.SendAsync<InclusionProof>(new Call("GET", "/v1/audit/proofs/inclusion") { Query = [("index", index), ("size", size)] }, options, cancellationToken);
}
