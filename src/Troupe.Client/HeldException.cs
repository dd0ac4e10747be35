namespace Troupe.Client;

/// <summary>The policy holds a change until somebody decides (<c>under_review</c>): nothing was changed yet. It is done when it is approved, to the version that was seen.</summary>
public sealed class HeldException : TroupeException
{
    internal HeldException(string review, string message)
        : base("under_review", message) => Review = review;

    /// <summary>Id of the review; <see cref="ReviewsClient.ReadAsync"/> says what came of it.</summary>
    public string Review { get; }
}
