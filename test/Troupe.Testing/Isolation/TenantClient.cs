using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Troupe.Testing.Isolation;

/// <summary>A tenant with things of every kind, which it made through the interface.</summary>
/// <param name="server">Where the server is.</param>
/// <param name="http">The connection; the caller disposes it.</param>
/// <param name="api">What the server says of itself.</param>
/// <param name="needles">Where everything that belongs to the tenant is noted.</param>
/// <param name="tenant">Its id.</param>
/// <param name="fresh">Whether every body has canaries of its own.</param>
internal sealed partial class TenantClient(Uri server, HttpClient http, ApiDescription api, Needles needles, string tenant, bool fresh)
{
    /// <summary>A presenter, a scene and a subject that every tenant calls the same: what is not kept apart gets mixed up.</summary>
    public const string Common = "lobby";

    // As long as a server lets a token live, which is longer than all attacks take.
    private static readonly TimeSpan LongestLife = TimeSpan.FromHours(1);

    private readonly BodyMaker _bodies = new(api, needles, fresh);
    private readonly Dictionary<string, List<string>> _own = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _shown = new(StringComparer.Ordinal);

    /// <summary>Its id.</summary>
    public string Tenant => tenant;

    /// <summary>Makes its bodies.</summary>
    public BodyMaker Bodies => _bodies;

    /// <summary>What belongs to it.</summary>
    public Needles Needles => needles;

    /// <summary>The key that it calls with.</summary>
    public ShownCredential Key { get; private set; } = new("none", Bearer: null, Admits: false);

    /// <summary>Ids of its things by kind.</summary>
    public IReadOnlyDictionary<string, List<string>> Own => _own;

    /// <summary>What the server showed it under a name, such as <c>refreshToken</c>; the newest.</summary>
    public IReadOnlyDictionary<string, string> Shown => _shown;

    /// <summary>Operations that it did with success.</summary>
    public HashSet<string> Done { get; } = [];

    /// <summary>Ids of others under which it has made things of its own: what they are answered with tells nothing any more.</summary>
    public HashSet<string> Taken { get; } = [];

    /// <summary>Ids of others that it has written: it may read them again in what is its own.</summary>
    public HashSet<string> Written { get; } = [];

    /// <summary>The last answer to operations that it had no success with.</summary>
    public Dictionary<string, string> Refused { get; } = new(StringComparer.Ordinal);

    /// <summary>Told of every answer.</summary>
    public Action<ApiRequest, ShownCredential, Answer>? Heard { get; set; }

    /// <summary>Sends a request with a credential.</summary>
    public async Task<Answer> SendAsync(ApiRequest request, ShownCredential credential, CancellationToken cancellationToken)
    {
        using var message = request.ToMessage(server, credential);
        using var response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        var answer = await Answer.ReadAsync(response, cancellationToken);
        Heard?.Invoke(request, credential, answer);
        return answer;
    }

    /// <summary>The request with the version that the operation wants to have been seen, where it wants one.</summary>
    public async Task<ApiRequest> WithVersionAsync(ApiRequest request, ShownCredential credential, CancellationToken cancellationToken)
    {
        if (!Vocabulary.VersionFrom.TryGetValue(request.Operation.Name, out var read))
        {
            return request;
        }

        var seen = await SendAsync(RequestFor(api.Operations.First(other => other.Name == read), (_, _) => null), credential, cancellationToken);
        return request with { Headers = [.. request.Headers, ("If-Match", TagPattern().Match(seen.Headers).Groups["tag"].Value)] };
    }

    /// <summary>Issues a token of a subject with all scopes of the tenant.</summary>
    /// <returns>The answer: token, id, family, refreshToken.</returns>
    public async Task<JsonElement> IssueAsync(string subject, CancellationToken cancellationToken)
    {
        var request = RequestFor(Find("tokens.issue"), (_, _) => subject);
        request.Body!["scopes"] = new JsonArray([.. Contracts.Scopes.All.Where(scope => scope.Name != "platform:admin").Select(scope => (JsonNode)JsonValue.Create(scope.Name))]);
        request.Body["lifetimeSeconds"] = LongestLife.TotalSeconds;
        request.Body.AsObject().Remove("scene");
        var answer = await SendAsync(request, Key, cancellationToken);
        using var document = JsonDocument.Parse(answer.Body);
        return answer.IsDone ? document.RootElement.Clone() : throw new InvalidOperationException($"{tenant} cannot get a token of its own: {answer.Body}");
    }

    /// <summary>An operation by its name.</summary>
    public ApiOperation Find(string name) => api.Operations.First(operation => operation.Name == name);

    /// <summary>Takes up the key that the operator created.</summary>
    public void Begin(JsonNode created)
    {
        Key = new ShownCredential("key", created["secret"]!.GetValue<string>(), Admits: true);
        needles.Add(new Needle(Key.Bearer!, tenant, NeedleKind.Secret, "secret of a key"));
        Note("key", created["key"]!["key"]!.GetValue<string>());
        Note("tenant", tenant);
        Note("scene", needles.Make(tenant, NeedleKind.Id, "scene"));

        // The last one is erased.
        Note("subject", needles.Make(tenant, NeedleKind.Id, "subject"));
        Note("subject", needles.Make(tenant, NeedleKind.Id, "subject"));
    }

    /// <summary>Does every operation of a tenant with its own things: those that make something first, those that end something last.</summary>
    /// <param name="rounds">How often things are made.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task LiveAsync(int rounds, CancellationToken cancellationToken)
    {
        var operations = api.Operations.Where(operation => operation.Scope != "platform:admin").ToArray();
        foreach (var common in (bool[])[true, false])
        {
            for (var round = 0; round < (common ? 1 : rounds); round++)
            {
                foreach (var operation in operations.Where(operation => operation.IsCreator))
                {
                    await DoAsync(operation, spare: false, common, cancellationToken);
                }
            }

            foreach (var operation in operations.Where(operation => operation is { IsCreator: false, IsDestructive: false }))
            {
                await DoAsync(operation, spare: false, common, cancellationToken);
            }
        }

        // What needed something that was made after it.
        foreach (var operation in operations.Where(operation => !operation.IsDestructive && !Done.Contains(operation.Name)))
        {
            await DoAsync(operation, spare: false, common: true, cancellationToken);
        }

        foreach (var operation in operations.Where(operation => operation.IsDestructive).OrderBy(operation => operation.Method == "DELETE"))
        {
            await DoAsync(operation, spare: true, common: false, cancellationToken);
        }
    }

    /// <summary>Does an operation with the tenant's own things.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="spare">Whether it hits the thing that is needed least.</param>
    /// <param name="common">Whether it is about the things that every tenant calls the same.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Answer> DoAsync(ApiOperation operation, bool spare, bool common, CancellationToken cancellationToken)
    {
        var request = await WithVersionAsync(RequestFor(operation, (field, kind) => IdFor(operation, field, kind, spare, common)), Key, cancellationToken);
        var answer = await SendAsync(request, Key, cancellationToken);
        if (answer.IsDone)
        {
            Done.Add(operation.Name);
            Capture(operation, answer);
        }
        else
        {
            Refused[operation.Name] = $"{answer.Status} {answer.Body} to {request.Path} {request.Body?.ToJsonString()}";
        }

        return answer;
    }

    /// <summary>A request with the tenant's own texts and ids of one's choice.</summary>
    public ApiRequest RequestFor(ApiOperation operation, ThingSource thing) => new(
        operation,
        ApiRequest.PathOf(operation, parameter => ValueOf(operation, parameter, thing)),
        _bodies.Make(operation, tenant, (field, kind) => thing(field, kind)),
        []);

    /// <summary>An id of the tenant's own for a field; null when it has none.</summary>
    public string? IdFor(ApiOperation operation, string field, string kind, bool spare = false, bool common = false)
    {
        if (Vocabulary.Chosen.Contains($"{operation.Name}:{field}"))
        {
            return common && kind == "presenter" ? Common : needles.Make(tenant, NeedleKind.Id, $"{operation.Name} {field}");
        }

        if (common && kind is "presenter" or "scene" or "subject")
        {
            return Common;
        }

        if (Vocabulary.Returned.Contains(field))
        {
            return _shown.GetValueOrDefault(field);
        }

        if (Vocabulary.Values.TryGetValue($"{operation.Name}:{field}", out var set) && set is null)
        {
            return null;
        }

        return _own.GetValueOrDefault(kind) is { Count: > 0 } ids ? (spare ? ids[^1] : ids[0]) : null;
    }

    /// <summary>The value of a parameter; null leaves it out.</summary>
    public string? ValueOf(ApiOperation operation, ApiParameter parameter, ThingSource thing)
    {
        if (Vocabulary.Shared.TryGetValue($"{operation.Name}:{parameter.Name}", out var shared))
        {
            return shared;
        }

        return Vocabulary.ThingOf(operation.Name, parameter.Name) is { } kind ? thing(parameter.Name, kind)
            : parameter.Name == "index" ? "0"
            : parameter.In == "path" || parameter.Name == "from" ? "1"
            : null;
    }

    private void Capture(ApiOperation operation, Answer answer)
    {
        if (LocationPattern().Match(answer.Headers) is { Success: true } location && CollectionOf(location.Groups["path"].Value) is { } kind)
        {
            Note(kind, location.Groups["id"].Value);
        }

        if (!answer.Body.StartsWith('{') || !JsonPattern().IsMatch(answer.Headers))
        {
            return;
        }

        using var document = JsonDocument.Parse(answer.Body);
        if (operation.IsRead)
        {
            CaptureList(operation, document.RootElement);
            return;
        }

        foreach (var property in document.RootElement.EnumerateObject().Where(property => property.Value.ValueKind == JsonValueKind.String))
        {
            var value = property.Value.GetString()!;
            _shown[property.Name] = value;
            if (property.Name is "secret" or "refreshToken" || (property.Name == "token" && value.Length > 64))
            {
                needles.Add(new Needle(value, tenant, NeedleKind.Secret, $"{operation.Name} {property.Name}"));
            }
            else if (TicketPattern().Match(value) is { Success: true } ticket)
            {
                needles.Add(new Needle(ticket.Groups["ticket"].Value, tenant, NeedleKind.Secret, $"{operation.Name} {property.Name}"));
            }
            else if (operation is { IsCreator: true } && Vocabulary.Things.Contains(property.Name))
            {
                Note(property.Name, value);
            }
        }

        if (operation.Name == "tokens.issue")
        {
            Note("token", document.RootElement.GetProperty("id").GetString()!);
        }
    }

    private void CaptureList(ApiOperation operation, JsonElement answer)
    {
        if (CollectionOf(operation.Path) is not { } kind)
        {
            return;
        }

        foreach (var entry in answer.EnumerateObject().Where(property => property.Value.ValueKind == JsonValueKind.Array).SelectMany(property => property.Value.EnumerateArray()))
        {
            if (entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String)
            {
                Note(kind, id.GetString()!);
            }
        }
    }

    // The kind of thing that is read at an address: what the description calls the last parameter of such a path.
    private string? CollectionOf(string path) => api.Operations
        .Where(operation => operation.IsRead && operation.Path.EndsWith('}') && operation.Path[..operation.Path.LastIndexOf('/')] == path)
        .Select(operation => operation.Path[(operation.Path.LastIndexOf('{') + 1)..^1])
        .FirstOrDefault(Vocabulary.Things.Contains);

    /// <summary>Notes a thing of the tenant.</summary>
    public void Note(string kind, string id)
    {
        if (!_own.TryGetValue(kind, out var ids))
        {
            _own[kind] = ids = [];
        }

        if (id != Common && !ids.Contains(id))
        {
            ids.Add(id);
            needles.Add(new Needle(id, tenant, NeedleKind.Id, kind));
        }
    }

    [GeneratedRegex("^Location: (?<path>/[^\n]*)/(?<id>[^/\n]+)$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex LocationPattern();

    [GeneratedRegex("^ETag: (?<tag>[^\n]+)$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex TagPattern();

    [GeneratedRegex("^Content-Type: application/json(;|$)", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex JsonPattern();

    [GeneratedRegex("ticket=(?<ticket>[0-9a-zA-Z_.-]+)", RegexOptions.CultureInvariant)]
    private static partial Regex TicketPattern();
}
