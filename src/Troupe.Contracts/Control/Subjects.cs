namespace Troupe.Contracts.Control;

/// <summary>What a tenant keeps about a person.</summary>
/// <param name="Pseudonym">The name under which the person stands in facts and in the audit.</param>
/// <param name="ErasedAt">When they were erased the last time; null when they were not.</param>
/// <param name="Facts">How many facts of the log are about them, by the type of the fact. After an erasure these hold the pseudonym alone.</param>
/// <param name="OnServer">What the server that answers has of them outside the log, by kind: connections (live sessions and subscriptions), recordings, edits that are held. Other servers of the tenant may have more.</param>
public sealed record SubjectView(string Pseudonym, DateTimeOffset? ErasedAt, IReadOnlyDictionary<string, long> Facts, IReadOnlyDictionary<string, int> OnServer);

/// <summary>A person was erased: the receipt.</summary>
/// <param name="Pseudonym">The name under which the erasure stands in the audit.</param>
/// <param name="ErasedAt">When. Tokens of trusted issuers that were issued to them until then are refused.</param>
/// <param name="Families">Families of tokens that ended with it.</param>
/// <param name="OnServer">What the server that answers let go of outside the log, by kind. Other servers do the same within half a second.</param>
public sealed record SubjectErasure(string Pseudonym, DateTimeOffset ErasedAt, int Families, IReadOnlyDictionary<string, int> OnServer);

/// <summary>A fact about a person: a line of the export.</summary>
/// <param name="Kind">The kind of the thing that it is about.</param>
/// <param name="Id">The id of that thing.</param>
/// <param name="Type">The type of the fact.</param>
/// <param name="At">When it was written.</param>
/// <param name="Data">The fact, with the person's data in clear.</param>
public sealed record SubjectFact(string Kind, string Id, string Type, DateTimeOffset At, System.Text.Json.JsonElement Data);
