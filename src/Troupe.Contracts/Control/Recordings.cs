namespace Troupe.Contracts.Control;

/// <summary>A recording of a session.</summary>
/// <param name="Session">The session; <c>GET /v1/recordings/{session}</c> opens it.</param>
/// <param name="BeganAt">When it began, in whole seconds.</param>
/// <param name="DeletedAt">When it will have been kept as long as the server keeps recordings; it is deleted within the hour after.</param>
/// <param name="Pseudonym">Whose it is, as in the audit; null for a session of nobody who is known, such as of a key.</param>
public sealed record RecordingView(string Session, DateTimeOffset BeganAt, DateTimeOffset DeletedAt, string? Pseudonym);

/// <summary>A page of a list.</summary>
/// <param name="Items">The oldest first.</param>
/// <param name="Next">Value of <c>after</c> for the next page; null on the last.</param>
public sealed record RecordingPage(IReadOnlyList<RecordingView> Items, string? Next);
