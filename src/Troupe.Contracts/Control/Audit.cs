using System.Text.Json;

namespace Troupe.Contracts.Control;

/// <summary>A part of the audit log, oldest first; the answer of <c>GET /v1/audit</c>.</summary>
/// <param name="Entries">Entries that pass the filters; a page may be short or empty before the end.</param>
/// <param name="Next">The <c>after</c> of the next page; null at the end of the log.</param>
public sealed record AuditPage(IReadOnlyList<AuditRecord> Entries, long? Next);

/// <summary>An entry of the audit log.</summary>
/// <param name="Index">Its place in the log, from 0.</param>
/// <param name="At">When it was written, by the clock of the server.</param>
/// <param name="Id">Its id.</param>
/// <param name="Entry">The entry: <c>action</c>, <c>target</c>, <c>subject</c>, <c>credential</c>, <c>outcome</c>, and where known <c>name</c> (of the person behind a pseudonym), <c>why</c>, <c>version</c>, <c>chain</c>, <c>occurredAt</c>.</param>
public sealed record AuditRecord(long Index, DateTimeOffset At, Guid Id, JsonElement Entry);

/// <summary>Proves that an entry is in the log; the answer of <c>GET /v1/audit/proofs/inclusion</c>.</summary>
/// <param name="Index">Index of the entry.</param>
/// <param name="Size">Size of the tree that it is proven in.</param>
/// <param name="Leaf">Hash of the entry, in base64.</param>
/// <param name="Hashes">The audit path (RFC 6962, section 2.1.1), from the leaf up, in base64.</param>
/// <param name="Line">The entry as it is hashed: the line of the export without its line break.</param>
public sealed record InclusionProof(long Index, long Size, string Leaf, IReadOnlyList<string> Hashes, string Line);

/// <summary>Proves that the log only grew between two sizes; the answer of <c>GET /v1/audit/proofs/consistency</c>.</summary>
/// <param name="From">The older size.</param>
/// <param name="To">The newer size.</param>
/// <param name="Hashes">The proof (RFC 6962, section 2.1.2), in base64.</param>
public sealed record ConsistencyProof(long From, long To, IReadOnlyList<string> Hashes);
