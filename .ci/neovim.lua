-- Drives a second Neovim by its keyboard, as a person would, and looks at what is on its screen and in its files.

local function fail(message)
  io.stderr:write("neovim: " .. message .. "\n")
  vim.cmd("cquit")
end

local editor = vim.fn.jobstart({ "nvim", "--embed", "--headless", "--clean", "-n", "-u", "init.lua" }, { rpc = true })

local function lua(code, ...)
  return vim.rpcrequest(editor, "nvim_exec_lua", code, { ... })
end

local function type_keys(keys)
  vim.rpcrequest(editor, "nvim_input", keys)
end

local function wait_until(what, is_so)
  if not vim.wait(30000, is_so, 50) then
    local line = lua("return vim.api.nvim_get_current_line()")
    local told = lua("return vim.inspect(vim.tbl_map(function(d) return d.message end, vim.diagnostic.get()))")
    fail(what .. "; the line is: " .. line .. "\ntold: " .. told)
  end
end

local function is_told(words)
  return lua(
    [[
      for _, diagnostic in ipairs(vim.diagnostic.get(0)) do
        if diagnostic.message:find(..., 1, true) then return true end
      end
      return false
    ]],
    words
  )
end

local function line()
  return lua("return vim.api.nvim_get_current_line()")
end

local ok, problem = pcall(function()
  vim.rpcrequest(editor, "nvim_command", "edit data/articles/clash-report-2025-06-20.ron")
  wait_until("the server answers", function()
    return lua("return next(vim.lsp.buf_get_clients(0)) ~= nil")
  end)

  -- A slip.
  type_keys('gg/who: "russia"<CR>f"ci"rusia<Esc>')
  wait_until("the slip is shown", function()
    return is_told("there is no actor `rusia`")
  end)

  -- The actor, out of the list.
  type_keys('ci"rus<C-x><C-o>')
  wait_until("the actor is completed", function()
    return line():find('"russia"', 1, true) ~= nil
  end)
  type_keys("<C-y><Esc>")
  wait_until("the slip is gone", function()
    return not is_told("there is no actor")
  end)

  -- A proposition, in all sheets.
  type_keys('gg/"relations-restored"<CR>l:lua vim.lsp.buf.rename("ties-restored")<CR>')
  wait_until("the proposition has its new id", function()
    return line():find('"ties-restored"', 1, true) ~= nil
  end)
  vim.rpcrequest(editor, "nvim_command", "wall")
  wait_until("nothing is unknown", function()
    return not is_told("there is no proposition")
  end)
end)
if not ok then
  fail(tostring(problem))
end
vim.fn.jobstop(editor)
vim.cmd("qall!")
