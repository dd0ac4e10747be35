// Generated from protocol/openapi.json by `./dev protocol`. Edit the server's endpoints instead.
using Troupe.Contracts;
using Troupe.Contracts.Control;

namespace Troupe.Client;

/// <summary>What can be asked about presenters. Thread-safe.</summary>
public sealed class PresentersClient
{
    private readonly Caller _caller;

    internal PresentersClient(Caller caller) => _caller = caller;

    /// <summary>Archive a presenter.</summary>
    /// <remarks>No new sessions and no changes; sessions that run go on. Needs the scope `presenter:admin`. Costs 1 of the command budget.</remarks>
    /// <param name="presenter">Its view, which must be the newest, or its id, whatever was changed since.</param>
    /// <param name="options">What is the same for all requests.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="HeldException">The policy holds it until somebody decides; nothing was changed yet.</exception>
    /// <exception cref="TroupeException">The server refused, or could not be reached.</exception>
    public Task<PresenterView> ArchiveAsync(Target<PresenterView> presenter, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.SendAsync<PresenterView>(new Call("POST", "/v1/presenters/{presenter}/archive") { Places = [presenter.Place], NeedsMatch = true }, options, cancellationToken);

    /// <summary>Attach brand assets.</summary>
    /// <remarks>Pictures by their role: background or logo. Needs the scope `presenter:edit`. Costs 1 of the command budget.</remarks>
    /// <param name="presenter">Its view, which must be the newest, or its id, whatever was changed since.</param>
    /// <param name="request">What is asked in detail.</param>
    /// <param name="options">What is the same for all requests.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="HeldException">The policy holds it until somebody decides; nothing was changed yet.</exception>
    /// <exception cref="TroupeException">The server refused, or could not be reached.</exception>
    public Task<PresenterView> AttachBrandAsync(Target<PresenterView> presenter, AttachBrand request, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.SendAsync<PresenterView>(new Call("PUT", "/v1/presenters/{presenter}/brand") { Places = [presenter.Place], Request = request, NeedsMatch = true }, options, cancellationToken);

    /// <summary>Read who a session would show.</summary>
    /// <remarks>What `session.started` would say of the presenter: name, disclosure, locale and look. Nothing else of the profile. `revision` and `preview` need what a session with them needs. Needs the scope `session:talk`. Costs 1 of the read budget.</remarks>
    /// <param name="presenter">Its view or its id.</param>
    /// <param name="scene">See above; null for the server's default.</param>
    /// <param name="revision">See above; null for the server's default.</param>
    /// <param name="preview">See above; null for the server's default.</param>
    /// <param name="options">What is the same for all requests.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TroupeException">The server refused, or could not be reached.</exception>
    public Task<PresenterCard> CardAsync(Target<PresenterView> presenter, string? scene = null, int? revision = null, bool? preview = null, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.SendAsync<PresenterCard>(new Call("GET", "/v1/presenters/{presenter}/card") { Places = [presenter.Place], Query = [("scene", scene), ("revision", revision), ("preview", preview)] }, options, cancellationToken);

    /// <summary>Change the look.</summary>
    /// <remarks>Whether the parts fit together is preflight's matter: a draft may be incomplete. Needs the scope `presenter:edit`. Costs 1 of the command budget.</remarks>
    /// <param name="presenter">Its view, which must be the newest, or its id, whatever was changed since.</param>
    /// <param name="request">What is asked in detail.</param>
    /// <param name="options">What is the same for all requests.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="HeldException">The policy holds it until somebody decides; nothing was changed yet.</exception>
    /// <exception cref="TroupeException">The server refused, or could not be reached.</exception>
    public Task<PresenterView> ChangeLookAsync(Target<PresenterView> presenter, ChangeLook request, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.SendAsync<PresenterView>(new Call("PATCH", "/v1/presenters/{presenter}/look") { Places = [presenter.Place], Request = request, NeedsMatch = true }, options, cancellationToken);

    /// <summary>Choose a preset.</summary>
    /// <remarks>Look, voice, speech and gestures become the preset's; persona, flows and brand stay. Needs the scope `presenter:edit`. Costs 1 of the command budget.</remarks>
    /// <param name="presenter">Its view, which must be the newest, or its id, whatever was changed since.</param>
    /// <param name="request">What is asked in detail.</param>
    /// <param name="options">What is the same for all requests.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="HeldException">The policy holds it until somebody decides; nothing was changed yet.</exception>
    /// <exception cref="TroupeException">The server refused, or could not be reached.</exception>
    public Task<PresenterView> ChoosePresetAsync(Target<PresenterView> presenter, ChoosePreset request, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.SendAsync<PresenterView>(new Call("PUT", "/v1/presenters/{presenter}/preset") { Places = [presenter.Place], Request = request, NeedsMatch = true }, options, cancellationToken);

    /// <summary>Create a presenter.</summary>
    /// <remarks>The draft begins as a preset; publish it so that sessions can show it. Needs the scope `presenter:edit`. Costs 1 of the command budget.</remarks>
    /// <param name="request">What is asked in detail.</param>
    /// <param name="options">What is the same for all requests.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="HeldException">The policy holds it until somebody decides; nothing was changed yet.</exception>
    /// <exception cref="TroupeException">The server refused, or could not be reached.</exception>
    public Task<PresenterView> CreateAsync(CreatePresenter request, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.SendAsync<PresenterView>(new Call("POST", "/v1/presenters") { Request = request }, options, cancellationToken);

    /// <summary>Compare two revisions.</summary>
    /// <remarks>`from` and `to` are revisions; what is left out is the draft. Each change has a JSON pointer and both values. Needs the scope `presenter:view`. Costs 1 of the read budget.</remarks>
    /// <param name="presenter">Its view or its id.</param>
    /// <param name="from">See above; null for the server's default.</param>
    /// <param name="to">See above; null for the server's default.</param>
    /// <param name="options">What is the same for all requests.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TroupeException">The server refused, or could not be reached.</exception>
    public Task<RevisionDiff> DiffAsync(Target<PresenterView> presenter, int? from = null, int? to = null, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.SendAsync<RevisionDiff>(new Call("GET", "/v1/presenters/{presenter}/diff") { Places = [presenter.Place], Query = [("from", from), ("to", to)] }, options, cancellationToken);

    /// <summary>Duplicate a presenter.</summary>
    /// <remarks>The draft is copied, not the revisions. Needs the scope `presenter:edit`. Costs 1 of the command budget.</remarks>
    /// <param name="presenter">Its view, which must be the newest, or its id, whatever was changed since.</param>
    /// <param name="request">What is asked in detail.</param>
    /// <param name="options">What is the same for all requests.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="HeldException">The policy holds it until somebody decides; nothing was changed yet.</exception>
    /// <exception cref="TroupeException">The server refused, or could not be reached.</exception>
    public Task<PresenterView> DuplicateAsync(Target<PresenterView> presenter, DuplicatePresenter request, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.SendAsync<PresenterView>(new Call("POST", "/v1/presenters/{presenter}/duplicate") { Places = [presenter.Place], Request = request }, options, cancellationToken);

    /// <summary>Read a presenter.</summary>
    /// <remarks>The ETag is the version that changes name in If-Match. Needs the scope `presenter:view`. Costs 1 of the read budget.</remarks>
    /// <param name="presenter">Its view or its id.</param>
    /// <param name="options">What is the same for all requests.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TroupeException">The server refused, or could not be reached.</exception>
    public Task<PresenterView> GetAsync(Target<PresenterView> presenter, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.SendAsync<PresenterView>(new Call("GET", "/v1/presenters/{presenter}") { Places = [presenter.Place] }, options, cancellationToken);

    /// <summary>List presenters.</summary>
    /// <remarks>In the order of their ids, `limit` (1 to 200, 50 if left out) at a time; `after` is the last answer's `next`. Archived ones come with `archived=true`. Needs the scope `presenter:view`. Costs 1 of the read budget.</remarks>
    /// <param name="after">See above; null for the server's default.</param>
    /// <param name="limit">See above; null for the server's default.</param>
    /// <param name="archived">See above; null for the server's default.</param>
    /// <param name="options">What is the same for all requests.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TroupeException">The server refused, or could not be reached.</exception>
    public IAsyncEnumerable<PresenterSummary> ListAsync(string? after = null, int? limit = null, bool? archived = null, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.ListAsync<PresenterPage, PresenterSummary>(new Call("GET", "/v1/presenters") { Query = [("after", after), ("limit", limit), ("archived", archived)] }, page => (page.Items, page.Next), options, cancellationToken);

    /// <summary>Read the assets of a revision.</summary>
    /// <remarks>Every asset that the revision names, with its role, type, size, integrity (W3C Subresource Integrity) and an address for pages. Assets stay as long as a revision names them. Needs the scope `presenter:view`. Costs 1 of the read budget.</remarks>
    /// <param name="presenter">Its view or its id.</param>
    /// <param name="revision">Its id.</param>
    /// <param name="options">What is the same for all requests.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TroupeException">The server refused, or could not be reached.</exception>
    public Task<AssetManifest> ManifestAsync(Target<PresenterView> presenter, int revision, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.SendAsync<AssetManifest>(new Call("GET", "/v1/presenters/{presenter}/revisions/{revision}/manifest") { Places = [presenter.Place, Place.Of(revision)] }, options, cancellationToken);

    /// <summary>Mark the known-safe baseline.</summary>
    /// <remarks>The first revision is the baseline until another is marked. The words of another meet the policy of now, for the baseline can be shown whatever comes later. Needs the scope `presenter:publish`. Costs 1 of the command budget.</remarks>
    /// <param name="presenter">Its view, which must be the newest, or its id, whatever was changed since.</param>
    /// <param name="request">What is asked in detail.</param>
    /// <param name="options">What is the same for all requests.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="HeldException">The policy holds it until somebody decides; nothing was changed yet.</exception>
    /// <exception cref="TroupeException">The server refused, or could not be reached.</exception>
    public Task<PresenterView> MarkBaselineAsync(Target<PresenterView> presenter, PinRevision request, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.SendAsync<PresenterView>(new Call("PUT", "/v1/presenters/{presenter}/baseline") { Places = [presenter.Place], Request = request, NeedsMatch = true }, options, cancellationToken);

    /// <summary>List what presenters can be made of.</summary>
    /// <remarks>Presets, characters, outfits, hair, props, backgrounds, voices that work here, presets of lip sync. Needs the scope `presenter:view`. Costs 1 of the read budget.</remarks>
    /// <param name="options">What is the same for all requests.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TroupeException">The server refused, or could not be reached.</exception>
    public Task<PresenterParts> PartsAsync(RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.SendAsync<PresenterParts>(new Call("GET", "/v1/presenters/parts"), options, cancellationToken);

    /// <summary>Pin a scene to a revision.</summary>
    /// <remarks>Sessions of the scene show it at once, whatever is published or rolled back. Its words meet the policy of now, unless it is the baseline. Needs the scope `presenter:publish`. Costs 1 of the command budget.</remarks>
    /// <param name="presenter">Its view, which must be the newest, or its id, whatever was changed since.</param>
    /// <param name="scene">Its id.</param>
    /// <param name="request">What is asked in detail.</param>
    /// <param name="options">What is the same for all requests.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="HeldException">The policy holds it until somebody decides; nothing was changed yet.</exception>
    /// <exception cref="TroupeException">The server refused, or could not be reached.</exception>
    public Task<PresenterView> PinAsync(Target<PresenterView> presenter, string scene, PinRevision request, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.SendAsync<PresenterView>(new Call("PUT", "/v1/presenters/{presenter}/pins/{scene}") { Places = [presenter.Place, Place.Of(scene)], Request = request, NeedsMatch = true }, options, cancellationToken);

    /// <summary>Check whether it can be published.</summary>
    /// <remarks>Checks the draft, or the profile in the body, and asks the policy about its words. Lists every reason at once; changes nothing. Words that would be held are no reason: publishing is answered 202 then. Needs the scope `presenter:view`. Costs 1 of the read budget.</remarks>
    /// <param name="presenter">Its view, which must be the newest, or its id, whatever was changed since.</param>
    /// <param name="request">What is asked in detail.</param>
    /// <param name="options">What is the same for all requests.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TroupeException">The server refused, or could not be reached.</exception>
    public Task<PreflightResult> PreflightAsync(Target<PresenterView> presenter, PresenterProfile? request = null, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.SendAsync<PreflightResult>(new Call("POST", "/v1/presenters/{presenter}/preflight") { Places = [presenter.Place], Request = request }, options, cancellationToken);

    /// <summary>Publish the draft.</summary>
    /// <remarks>Preflight comes first: 422 lists everything that does not fit. All words of the draft meet the policy of now: what it denies or would redact is refused, what it reviews is held. Live sessions show the revision with their next frame. Needs the scope `presenter:publish`. Costs 1 of the publish budget.</remarks>
    /// <param name="presenter">Its view, which must be the newest, or its id, whatever was changed since.</param>
    /// <param name="request">What is asked in detail.</param>
    /// <param name="options">What is the same for all requests.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="HeldException">The policy holds it until somebody decides; nothing was changed yet.</exception>
    /// <exception cref="TroupeException">The server refused, or could not be reached.</exception>
    public Task<PresenterView> PublishAsync(Target<PresenterView> presenter, PublishPresenter request, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.SendAsync<PresenterView>(new Call("POST", "/v1/presenters/{presenter}/publish") { Places = [presenter.Place], Request = request, NeedsMatch = true }, options, cancellationToken);

    /// <summary>Rehearse the draft.</summary>
    /// <remarks>Preflight, then the voice speaks the greeting unheard, so that a preview begins at once. The job's states are pushed. Needs the scope `presenter:edit`. Costs 1 of the preview budget.</remarks>
    /// <param name="presenter">Its view, which must be the newest, or its id, whatever was changed since.</param>
    /// <param name="options">What is the same for all requests.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TroupeException">The server refused, or could not be reached.</exception>
    public Task<JobView> RehearseAsync(Target<PresenterView> presenter, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.SendAsync<JobView>(new Call("POST", "/v1/presenters/{presenter}/rehearse") { Places = [presenter.Place] }, options, cancellationToken);

    /// <summary>Rename a presenter.</summary>
    /// <remarks>The name in lists; no revision is needed for it. Needs the scope `presenter:edit`. Costs 1 of the command budget.</remarks>
    /// <param name="presenter">Its view, which must be the newest, or its id, whatever was changed since.</param>
    /// <param name="request">What is asked in detail.</param>
    /// <param name="options">What is the same for all requests.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="HeldException">The policy holds it until somebody decides; nothing was changed yet.</exception>
    /// <exception cref="TroupeException">The server refused, or could not be reached.</exception>
    public Task<PresenterView> RenameAsync(Target<PresenterView> presenter, RenamePresenter request, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.SendAsync<PresenterView>(new Call("PUT", "/v1/presenters/{presenter}/name") { Places = [presenter.Place], Request = request, NeedsMatch = true }, options, cancellationToken);

    /// <summary>Restore an archived presenter.</summary>
    /// <remarks>It can be changed and shown again. Needs the scope `presenter:admin`. Costs 1 of the command budget.</remarks>
    /// <param name="presenter">Its view, which must be the newest, or its id, whatever was changed since.</param>
    /// <param name="options">What is the same for all requests.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="HeldException">The policy holds it until somebody decides; nothing was changed yet.</exception>
    /// <exception cref="TroupeException">The server refused, or could not be reached.</exception>
    public Task<PresenterView> RestoreAsync(Target<PresenterView> presenter, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.SendAsync<PresenterView>(new Call("POST", "/v1/presenters/{presenter}/restore") { Places = [presenter.Place], NeedsMatch = true }, options, cancellationToken);

    /// <summary>Read a revision.</summary>
    /// <remarks>A revision never changes. Needs the scope `presenter:view`. Costs 1 of the read budget.</remarks>
    /// <param name="presenter">Its view or its id.</param>
    /// <param name="revision">Its id.</param>
    /// <param name="options">What is the same for all requests.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TroupeException">The server refused, or could not be reached.</exception>
    public Task<RevisionView> RevisionAsync(Target<PresenterView> presenter, int revision, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.SendAsync<RevisionView>(new Call("GET", "/v1/presenters/{presenter}/revisions/{revision}") { Places = [presenter.Place, Place.Of(revision)] }, options, cancellationToken);

    /// <summary>Read the history of revisions.</summary>
    /// <remarks>The newest first. Needs the scope `presenter:view`. Costs 1 of the read budget.</remarks>
    /// <param name="presenter">Its view or its id.</param>
    /// <param name="options">What is the same for all requests.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TroupeException">The server refused, or could not be reached.</exception>
    public Task<RevisionList> RevisionsAsync(Target<PresenterView> presenter, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.SendAsync<RevisionList>(new Call("GET", "/v1/presenters/{presenter}/revisions") { Places = [presenter.Place] }, options, cancellationToken);

    /// <summary>Roll back.</summary>
    /// <remarks>To a revision, whose words meet the policy of now as those of a draft do; or without one to the baseline, whatever the policy says by now. Live sessions that are not pinned show it with their next frame; the draft stays. Needs the scope `presenter:publish`. Costs 1 of the publish budget.</remarks>
    /// <param name="presenter">Its view, which must be the newest, or its id, whatever was changed since.</param>
    /// <param name="request">What is asked in detail.</param>
    /// <param name="options">What is the same for all requests.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="HeldException">The policy holds it until somebody decides; nothing was changed yet.</exception>
    /// <exception cref="TroupeException">The server refused, or could not be reached.</exception>
    public Task<PresenterView> RollBackAsync(Target<PresenterView> presenter, RollBackPresenter request, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.SendAsync<PresenterView>(new Call("POST", "/v1/presenters/{presenter}/rollback") { Places = [presenter.Place], Request = request, NeedsMatch = true }, options, cancellationToken);

    /// <summary>Set the flows.</summary>
    /// <remarks>The writer of the answers is told what to do when something comes up. Needs the scope `presenter:edit`. Costs 1 of the command budget.</remarks>
    /// <param name="presenter">Its view, which must be the newest, or its id, whatever was changed since.</param>
    /// <param name="request">What is asked in detail.</param>
    /// <param name="options">What is the same for all requests.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="HeldException">The policy holds it until somebody decides; nothing was changed yet.</exception>
    /// <exception cref="TroupeException">The server refused, or could not be reached.</exception>
    public Task<PresenterView> SetFlowsAsync(Target<PresenterView> presenter, SetFlows request, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.SendAsync<PresenterView>(new Call("PUT", "/v1/presenters/{presenter}/flows") { Places = [presenter.Place], Request = request, NeedsMatch = true }, options, cancellationToken);

    /// <summary>Set the gestures.</summary>
    /// <remarks>How much head, brows and eyes move with speech. Needs the scope `presenter:edit`. Costs 1 of the command budget.</remarks>
    /// <param name="presenter">Its view, which must be the newest, or its id, whatever was changed since.</param>
    /// <param name="request">What is asked in detail.</param>
    /// <param name="options">What is the same for all requests.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="HeldException">The policy holds it until somebody decides; nothing was changed yet.</exception>
    /// <exception cref="TroupeException">The server refused, or could not be reached.</exception>
    public Task<PresenterView> SetGesturesAsync(Target<PresenterView> presenter, GestureStyle request, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.SendAsync<PresenterView>(new Call("PUT", "/v1/presenters/{presenter}/gestures") { Places = [presenter.Place], Request = request, NeedsMatch = true }, options, cancellationToken);

    /// <summary>Set the persona.</summary>
    /// <remarks>An empty disclosure hides that the presenter is a machine: it needs presenter:admin, and stands in the audit. Needs the scope `presenter:edit`. Costs 1 of the command budget.</remarks>
    /// <param name="presenter">Its view, which must be the newest, or its id, whatever was changed since.</param>
    /// <param name="request">What is asked in detail.</param>
    /// <param name="options">What is the same for all requests.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="HeldException">The policy holds it until somebody decides; nothing was changed yet.</exception>
    /// <exception cref="TroupeException">The server refused, or could not be reached.</exception>
    public Task<PresenterView> SetPersonaAsync(Target<PresenterView> presenter, Persona request, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.SendAsync<PresenterView>(new Call("PUT", "/v1/presenters/{presenter}/persona") { Places = [presenter.Place], Request = request, NeedsMatch = true }, options, cancellationToken);

    /// <summary>Set the style of speech.</summary>
    /// <remarks>Rate, pitch, volume, and the settings of lip sync. Needs the scope `presenter:edit`. Costs 1 of the command budget.</remarks>
    /// <param name="presenter">Its view, which must be the newest, or its id, whatever was changed since.</param>
    /// <param name="request">What is asked in detail.</param>
    /// <param name="options">What is the same for all requests.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="HeldException">The policy holds it until somebody decides; nothing was changed yet.</exception>
    /// <exception cref="TroupeException">The server refused, or could not be reached.</exception>
    public Task<PresenterView> SetSpeechAsync(Target<PresenterView> presenter, SpeechStyle request, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.SendAsync<PresenterView>(new Call("PUT", "/v1/presenters/{presenter}/speech") { Places = [presenter.Place], Request = request, NeedsMatch = true }, options, cancellationToken);

    /// <summary>Choose the voice.</summary>
    /// <remarks>One that works on this server; null for the server's own. Needs the scope `presenter:edit`. Costs 1 of the command budget.</remarks>
    /// <param name="presenter">Its view, which must be the newest, or its id, whatever was changed since.</param>
    /// <param name="request">What is asked in detail.</param>
    /// <param name="options">What is the same for all requests.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="HeldException">The policy holds it until somebody decides; nothing was changed yet.</exception>
    /// <exception cref="TroupeException">The server refused, or could not be reached.</exception>
    public Task<PresenterView> SetVoiceAsync(Target<PresenterView> presenter, SetVoice request, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.SendAsync<PresenterView>(new Call("PUT", "/v1/presenters/{presenter}/voice") { Places = [presenter.Place], Request = request, NeedsMatch = true }, options, cancellationToken);

    /// <summary>Unpin a scene.</summary>
    /// <remarks>Sessions of the scene show what is live. Needs the scope `presenter:publish`. Costs 1 of the command budget.</remarks>
    /// <param name="presenter">Its view, which must be the newest, or its id, whatever was changed since.</param>
    /// <param name="scene">Its id.</param>
    /// <param name="options">What is the same for all requests.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="HeldException">The policy holds it until somebody decides; nothing was changed yet.</exception>
    /// <exception cref="TroupeException">The server refused, or could not be reached.</exception>
    public Task<PresenterView> UnpinAsync(Target<PresenterView> presenter, string scene, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.SendAsync<PresenterView>(new Call("DELETE", "/v1/presenters/{presenter}/pins/{scene}") { Places = [presenter.Place, Place.Of(scene)], NeedsMatch = true }, options, cancellationToken);
}
