// Generated from protocol/openapi.json by `./dev protocol`. Edit the server's endpoints instead.
using Troupe.Contracts;
using Troupe.Contracts.Control;

namespace Troupe.Client;

/// <summary>What can be asked about reviews. Thread-safe.</summary>
public sealed class ReviewsClient
{
    private readonly Caller _caller;

    internal ReviewsClient(Caller caller) => _caller = caller;

    /// <summary>Decide a review.</summary>
    /// <remarks>Approves, edits or rejects what is held. A phrase is spoken, or the fallback sentence; an edit is done on behalf of who asked for it, to the version that they saw. Needs the scope `review:decide`. Costs 1 of the command budget.</remarks>
    /// <param name="review">Its view, which must be the newest, or its id, whatever was changed since.</param>
    /// <param name="request">What is asked in detail.</param>
    /// <param name="options">What is the same for all requests.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TroupeException">The server refused, or could not be reached.</exception>
    public Task<ReviewView> DecideAsync(Target<ReviewView> review, DecideReview request, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.SendAsync<ReviewView>(new Call("POST", "/v1/reviews/{review}/decision") { Places = [review.Place], Request = request }, options, cancellationToken);

    /// <summary>List what is held.</summary>
    /// <remarks>The open reviews of the tenant, those that end soonest first. Needs the scope `review:decide`. Costs 1 of the read budget.</remarks>
    /// <param name="options">What is the same for all requests.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TroupeException">The server refused, or could not be reached.</exception>
    public Task<ReviewList> ListAsync(RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.SendAsync<ReviewList>(new Call("GET", "/v1/reviews"), options, cancellationToken);

    /// <summary>Read a review.</summary>
    /// <remarks>An open review or one that has ended. The words of a phrase are erased when it has. Needs the scope `review:decide`. Costs 1 of the read budget.</remarks>
    /// <param name="review">Its view or its id.</param>
    /// <param name="options">What is the same for all requests.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TroupeException">The server refused, or could not be reached.</exception>
    public Task<ReviewView> ReadAsync(Target<ReviewView> review, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.SendAsync<ReviewView>(new Call("GET", "/v1/reviews/{review}") { Places = [review.Place] }, options, cancellationToken);
}
