namespace Troupe.Testing.Isolation;

/// <summary>Looks through everything that a tenant gets. Thread-safe.</summary>
/// <param name="report">What was found.</param>
/// <param name="needles">What belongs to the victims.</param>
internal sealed class Inspector(LeakReport report, Needles needles)
{
    /// <summary>Looks through an answer. Ids that a tenant itself has written may come back to it later; words and secrets of others never may.</summary>
    /// <param name="reader">Who got it.</param>
    /// <param name="request">What was asked.</param>
    /// <param name="credential">What was shown.</param>
    /// <param name="answer">The answer.</param>
    public void Inspect(TenantClient reader, ApiRequest request, ShownCredential credential, Answer answer)
    {
        var where = $"{request.Operation.Name} with a {credential.Name} credential";
        report.Answered(request.Operation, answer.Status);
        foreach (var needle in needles.FindIn(answer.Whole).Where(needle => needle.Tenant != reader.Tenant && (needle.Kind is not NeedleKind.Id || !reader.Written.Contains(needle.Value))))
        {
            report.Found(where, $"answered {answer.Status} with {needle.Kind} of {needle.Tenant} ({needle.Place}): {answer.Body}");
        }

        // An address that cannot be one is refused before anybody looks at it: 400 without a word.
        var isRefused = answer.Status is 401 or 403 || answer is { Status: 400, Body: "" };
        if (!credential.Admits && request.Operation.IsGuarded && !isRefused)
        {
            report.Found(where, $"answered {answer.Status} to a credential that is not good: {answer.Body}");
        }

        if (request.Operation.Scope == "platform:admin" && !isRefused)
        {
            report.Found(where, $"answered {answer.Status} to a tenant: {answer.Body}");
        }

        // What a guard against abuse withholds is not attacked.
        if (credential is { Admits: true, Name: "key" or "token" } && request.Operation.Scope != "platform:admin" && (answer.Body.Contains("\"missing_scope\"", StringComparison.Ordinal) || answer.Body.Contains("\"step_up_required\"", StringComparison.Ordinal) || answer.Body.Contains("\"abnormal_usage\"", StringComparison.Ordinal)))
        {
            report.Withheld(request.Operation, answer);
        }

        if (answer.Status == 500)
        {
            report.Found(where, $"failed, which tells that something is there: {request.Path} {request.Body?.ToJsonString()}: {answer.Body}");
        }
    }
}
