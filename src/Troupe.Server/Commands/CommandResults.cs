namespace Troupe.Server.Commands;

/// <summary>Outcomes of commands over HTTP.</summary>
internal static class CommandResults
{
    /// <summary>The answer: 200 with the view and its <c>ETag</c>, or problem+json that lists every reason under <c>reasons</c>, and names the <c>review</c> of what is held (202).</summary>
    /// <param name="outcome">What came of the command.</param>
    /// <param name="view">What the caller is shown of the state.</param>
    /// <param name="created">Where the new thing is, for a command that creates: 201 with <c>Location</c>.</param>
    public static IResult ToResult<TState>(this CommandOutcome<TState> outcome, Func<TState, long, object> view, string? created = null) => outcome switch
    {
        CommandOutcome<TState>.Done done => new Tagged(
            created is null ? Results.Json(view(done.State, done.Version), Contracts.Wire.Json) : Results.Json(view(done.State, done.Version), Contracts.Wire.Json, statusCode: StatusCodes.Status201Created),
            done.Version,
            created),
        CommandOutcome<TState>.Refused refused => Problem.Of(refused.Code, string.Join(' ', refused.Reasons.Select(reason => reason.Detail)), extensions: MembersOf(refused)),
        _ => throw new InvalidOperationException("An outcome is Done or Refused."),
    };

    private static Dictionary<string, object?> MembersOf<TState>(CommandOutcome<TState>.Refused refused)
    {
        var members = new Dictionary<string, object?>(StringComparer.Ordinal) { ["reasons"] = refused.Reasons };
        if (refused.Review is { } review)
        {
            members["review"] = review;
        }

        return members;
    }

    private sealed class Tagged(IResult result, long version, string? location) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.ETag = Command.TagOf(version);
            if (location is not null)
            {
                httpContext.Response.Headers.Location = location;
            }

            return result.ExecuteAsync(httpContext);
        }
    }
}
