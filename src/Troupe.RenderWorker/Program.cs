using Troupe.RenderWorker;

return RenderCommand.Create().Parse(args).Invoke();
