using Troupe.Contracts;
using Troupe.Contracts.Control;
using Troupe.Server.Admission;
using Troupe.Server.Commands;
using Troupe.Server.Events;
using Troupe.Server.Events.Protection;
using Troupe.Server.Limits;

namespace Troupe.Server.Policy;

/// <summary>Shows and decides reviews.</summary>
internal static class ReviewDesk
{
    /// <summary>Maps <c>/v1/reviews</c>.</summary>
    public static void MapReviews(this IEndpointRouteBuilder routes)
    {
        var reviews = routes.MapGroup("/v1/reviews").WithTags("Reviews").RequireScopeOf("review:decide").Costs(Budget.Read);
        reviews.MapGet("", (HttpContext context, ReviewFeed feed) => Results.Json(new ReviewList(feed.OpenOf(Caller.Of(context).Tenant)), Wire.Json))
            .WithName("reviews.list").WithSummary("List what is held").WithDescription("The open reviews of the tenant, those that end soonest first.")
            .Produces<ReviewList>();
        reviews.MapGet("/{review}", ReadAsync)
            .WithName("reviews.read").WithSummary("Read a review").WithDescription("An open review or one that has ended. The words of a phrase are erased when it has.")
            .Produces<ReviewView>().Refuses("review_not_found");
        reviews.MapPost("/{review}/decision", DecideAsync).Costs(Budget.Command)
            .WithName("reviews.decide").WithSummary("Decide a review")
            .WithDescription("Approves, edits or rejects what is held. A phrase is spoken, or the fallback sentence; an edit is done on behalf of who asked for it, to the version that they saw.")
            .Produces<ReviewView>().Refuses("review_not_found", "version_conflict", "precondition_failed", "invalid_command", "policy_denied");
    }

    /// <summary>Decides; pure.</summary>
    public static Decided Decide(string id, Review review, DecideReview decision)
    {
        if (review.Opened is not { } opened)
        {
            return new Decided.Refused("review_not_found", new Reason("review_not_found", $"There is no review '{id}'."));
        }

        if (!review.IsOpen)
        {
            return new Decided.Refused("invalid_command", new Reason("review_closed", $"The review has ended: {review.State}."));
        }

        var needed = opened.Place is PolicyPlace.Speech ? decision.Text is { Length: > 0 and <= RulesetCompiler.MaxText } : decision.Payload is not null;
        return decision.Verdict is ReviewVerdict.Edit && !needed
            ? new Decided.Refused("invalid_command", opened.Place is PolicyPlace.Speech
                ? new Reason("text_missing", $"Send what to say instead as text, 1 to {RulesetCompiler.MaxText} characters.", "/text")
                : new Reason("payload_missing", "Send what to set instead as payload.", "/payload"))
            : new Decided.Accepted(new ReviewDecided(decision.Verdict) { Text = decision is { Verdict: ReviewVerdict.Edit, Text: { } text } && opened.Place is PolicyPlace.Speech ? Protected<string>.Of(Review.SubjectOf(id), text) : null });
    }

    private static async Task<IResult> ReadAsync(string review, HttpContext context, EventStreams streams, CancellationToken cancellationToken)
    {
        var tenant = Caller.Of(context).Tenant;
        var (state, version) = StreamId.IsId(review) ? await streams.LoadAsync<Review>(tenant, review, cancellationToken) : default;
        if (state?.Opened is null)
        {
            return Problem.Of("review_not_found", $"There is no review '{review}'.");
        }

        context.Response.Headers.ETag = Command.TagOf(version);
        return Results.Json(state.ToView(review, version), Wire.Json);
    }

    private static async Task<IResult> DecideAsync(
        string review, DecideReview decision, HttpContext context, CommandDesk desk, EventStreams streams, HeldPhrases phrases, HeldEdits edits, CancellationToken cancellationToken)
    {
        if (!StreamId.IsId(review))
        {
            return Problem.Of("review_not_found", $"There is no review '{review}'.");
        }

        var command = Command.Of(context, $"review.{decision.Verdict.ToString().ToLowerInvariant()}", decision);
        var tenant = command.Caller.Tenant;
        var (state, _) = await streams.LoadAsync<Review>(tenant, review, cancellationToken);

        // The edit is done first, once for a review: when it cannot be done, somebody can still decide otherwise.
        if (state is { IsOpen: true, Opened: { Place: PolicyPlace.Edit } opened } && decision.Verdict is not ReviewVerdict.Reject && Decide(review, state, decision) is Decided.Accepted
            && await edits.ApplyAsync(tenant, review, opened, decision.Verdict is ReviewVerdict.Edit ? decision.Payload : null, cancellationToken) is { } refused)
        {
            return new CommandOutcome<Review>.Refused(refused.Code, refused.Reasons).ToResult((_, _) => new object());
        }

        var outcome = await desk.ExecuteAsync<Review>(command, review, current => Decide(review, current, decision), cancellationToken);
        if (outcome is CommandOutcome<Review>.Done { Repeated: false })
        {
            phrases.Tell(tenant, review, decision.Verdict, decision.Verdict is ReviewVerdict.Edit ? decision.Text : null);
        }

        return outcome.ToResult((current, version) => current.ToView(review, version));
    }
}
