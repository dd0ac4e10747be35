namespace Troupe.Server.Api.Examples;

/// <summary>A request and an answer as they may be: values of the API's records, so that they cannot rot.</summary>
/// <param name="Request">A body; null when there is none, or when it is a file.</param>
/// <param name="Answer">An answer; null when there is none, or when it is a file. A text of an answer that is no JSON.</param>
internal sealed record Example(object? Request = null, object? Answer = null)
{
    /// <summary>What is answered with 202 when it is done later; null where that is the only answer, or never is.</summary>
    public object? Later { get; init; }

    /// <summary>When the story of the examples happens.</summary>
    public static DateTimeOffset Noon { get; } = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
}
